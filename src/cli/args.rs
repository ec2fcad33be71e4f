//! The command line, as clap reads it: only what was typed, nothing looked up or decided.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

// Examples keep to 80 columns; what follows them is one line a paragraph, for clap to wrap as wide as the terminal is.

/// The most threads that can be asked for; more only wait for one another.
const MOST_THREADS: i64 = 256;

const EXAMPLES: &str = "\
Examples:
  handbook init guide            start a small handbook in guide/
  cd guide && handbook serve     read it in the browser while you write
  handbook check                 what is wrong with it, and where
  handbook build                 make the site in public/, for any web space

A handbook is a folder content/ of Markdown files; content/handbook.yaml holds its settings.
Exit status: 0 fine, 1 the content has errors, 2 bad usage or a file that cannot be read or written.";

const BUILD_EXAMPLES: &str = "\
Examples:
  handbook build                           content/ here becomes public/ here
  handbook build --root guide --out /srv/www/guide
  handbook build --warn broken-link        build although links lead nowhere
  handbook build --timings                 and tell how long each stage took

The new site is made complete beside the old one and then takes its place: whoever reads it never sees half of it, \
and a build that fails leaves the last good one as it was. A folder that is not empty and was not made by handbook is \
never touched.";

const CHECK_EXAMPLES: &str = "\
Examples:
  handbook check                           everything that is wrong with content/
  handbook check --list                    what is looked for
  handbook check --allow orphan-page       without one of these checks
  handbook check --format json | jq .      one JSON object a line, for programs

To have a check warn or be off for good, say so in content/handbook.yaml:
  checks:
    untouched-review: allow
    missing-alt: error";

const SERVE_EXAMPLES: &str = "\
Examples:
  handbook serve                           http://127.0.0.1:4000/, or the next port
  handbook serve --open --editor vscode    show it at once; reports open the editor
  handbook serve --port 8080 --base /docs/
  handbook serve --host 0.0.0.0 --allow-host desk.local
                                           for other machines in the network
  handbook serve --poll                    where the system tells of no edits:
                                           in containers, on network folders

Save a file and the page shows it. While something is wrong, the last good version stays, with the reports over it; \
they go away with the fault. Press ? in a page for what is known of it and what has changed. Ctrl-C ends the server.";

const INIT_EXAMPLES: &str = "\
Examples:
  handbook init                  in the current folder
  handbook init guide            in guide/, which is made if it is missing

Nothing that is there already is changed or replaced.";

/// Turns a folder of Markdown guidance into a static site that people use.
#[derive(Debug, Parser)]
#[command(name = "handbook", version, about, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make the site
    #[command(after_help = BUILD_EXAMPLES)]
    Build(BuildArguments),
    /// Show the site in a browser, and every edit at once
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArguments),
    /// Tell what is wrong with the content, and write nothing
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArguments),
    /// Start a small handbook
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArguments),
}

/// `handbook build`
#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) project: ProjectArguments,
    /// Folder of the finished site [default: public/ in the handbook's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Update the folder file by file instead of exchanging it, for one that is mounted into a container
    #[arg(long)]
    pub(super) in_place: bool,
    #[command(flatten)]
    pub(super) run: RunArguments,
}

/// `handbook check`
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) project: ProjectArguments,
    /// Print every check with its severity and what it looks for
    #[arg(long)]
    pub(super) list: bool,
    #[command(flatten)]
    pub(super) run: RunArguments,
}

/// `handbook serve`
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) project: ProjectArguments,
    /// Address to listen on; 0.0.0.0 is all of this machine's
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// Port to listen on; 0 is any [default: the first free one from 4000 on]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// Another name that browsers may use for this machine; may be repeated
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(super) allow_host: Vec<String>,
    /// Path that the site stands at
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub(super) base: String,
    /// Show the site in the browser at once
    #[arg(long)]
    pub(super) open: bool,
    /// Look at the files again and again instead of waiting to be told of edits
    #[arg(long)]
    pub(super) poll: bool,
    /// Editor that reports link to: vscode, vscodium, cursor, zed, idea, sublime, textmate, or an address with {path},
    /// {line} and {column}
    #[arg(long, value_name = "NAME")]
    pub(super) editor: Option<String>,
}

/// `handbook init`
#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Folder to start it in
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
}

/// Which handbook.
#[derive(Debug, Args)]
pub(super) struct ProjectArguments {
    /// Folder of the handbook: the one that holds content/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Let a check only warn in this run; may be repeated
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) warn: Vec<String>,
    /// Turn a check off in this run, whatever else is said of it; may be repeated
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) allow: Vec<String>,
}

/// How to run, and how to tell of it.
#[derive(Debug, Args)]
pub(super) struct RunArguments {
    /// How to show what is found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Human)]
    pub(super) format: Format,
    /// How many threads to use [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    pub(super) jobs: Option<u16>,
    /// Tell how long each stage took, and on how many processors; pages are made while they are written
    #[arg(long)]
    pub(super) timings: bool,
}

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the lines they are about, on standard error
    Human,
    /// One JSON object a line, on standard output
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_sound() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }
}
