//! `handbook` turns a folder of Markdown into a static site.
//!
//! The modules' names sort in the order they run. Each exposes one function named after it:
//!
//! 1. [`load::load`] reads the project, laid over what the binary carries, into [`load::Sources`];
//! 2. `parse` understands one file at a time, in parallel, as [`parse::Documents`];
//! 3. [`plan::plan`] works out all that crosses pages: the [`plan::Site`];
//! 4. `verify` looks for mistakes in it, one file a check;
//! 5. `render` lists the [`render::Outputs`]: a table of paths, and how to make the bytes of each once asked;
//! 6. [`write::write`] asks for all of them and publishes them as one, and `serve` for the one a browser wants.
//!
//! [`cli`] runs the stages, prints and exits. Mistakes in the content are [`diagnostic`]s: every stage returns its
//! own and goes on, so that all are shown in one run. Only [`load`], [`write`] and [`cli`] touch the disk, the
//! clock, the network or the environment.

pub mod cli;
pub mod diagnostic;
pub mod load;
pub mod parse;
pub mod path;
pub mod plan;
pub mod render;
pub mod verify;
pub mod write;

/// Everything that is looked for in a handbook: what `handbook check --list` prints.
pub fn checks() -> impl Iterator<Item = &'static diagnostic::Check> {
    [cli::CHECKS, load::CHECKS, plan::CHECKS].into_iter().flatten().copied()
}
