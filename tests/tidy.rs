//! Reads the sources as text and holds them to the design: who may import whom, who may touch the disk or
//! print, and how long a file may be.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

/// The stages in running order. Each may import those before it; `cli` and the crate's two roots import them all.
const STAGES: &[&str] = &["load", "parse", "plan", "render", "verify", "write", "cli"];

/// What everybody may import. They import each other and no stage.
const SHARED: &[&str] = &["diagnostic", "path", "threads"];

/// What only some parts of the crate may name, and which. A part is a folder or file of `src`, without extension.
const RESERVED: &[(&str, &[&str])] = &[
    ("std::fs", &["load", "write", "cli", "build_script"]),
    ("walkdir", &["load", "write", "cli"]),
    ("rustix", &["load", "write", "cli"]),
    ("rust_embed", &["load", "cli"]),
    ("serde_yaml", &["parse"]),
    ("pulldown_cmark", &["parse"]),
    ("serde::Deserialize", &["parse"]),
    ("tera", &["render"]),
    ("notify", &["cli"]),
    ("notify_debouncer_full", &["cli"]),
    ("axum", &["cli"]),
    ("tokio", &["cli"]),
    ("clap", &["cli", "main"]),
    ("indicatif", &["cli"]),
    ("std::net", &["cli"]),
    ("std::env", &["load", "write", "cli", "main", "build_script"]),
    ("std::io::stdout", &["cli", "main"]),
    ("std::io::stderr", &["cli", "main"]),
    ("std::process", &["write", "cli", "main"]),
    ("std::process::exit", &["cli", "main"]),
    ("std::time::Instant", &["cli"]),
    ("std::time::SystemTime", &["load", "write", "cli"]),
    ("std::sync::Mutex", &["load", "cli", "render"]),
    ("std::sync::RwLock", &["cli"]),
];

/// Macros that only some parts may call; none of the listed parts: nobody may.
const MACROS: &[(&str, &[&str])] = &[
    ("print!", &["cli", "main"]),
    ("println!", &["cli", "main", "build_script"]),
    ("eprint!", &["cli", "main"]),
    ("eprintln!", &["cli", "main"]),
    ("dbg!", &[]),
    ("todo!", &[]),
    ("unimplemented!", &[]),
    ("thread_local!", &[]),
];

/// The most lines a file may have.
const LONGEST_FILE: usize = 400;

#[test]
fn a_stage_imports_only_what_runs_before_it() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let part = part(&file.path);
        for name in file.imports().iter().filter_map(|path| crate_name(path)) {
            if !may_import(part, name) {
                faults.push(format!("{}: {part} must not know of {name}", file.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_disk_the_network_and_foreign_formats_stay_where_they_belong() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let imports = file.imports();
        for (reserved, parts) in RESERVED.iter().filter(|(_, parts)| !parts.contains(&part(&file.path))) {
            if imports.iter().any(|path| path == reserved || path.starts_with(&format!("{reserved}::"))) {
                faults.push(format!("{}: {reserved} belongs to {}", file.path, parts.join(", ")));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn only_the_shell_prints_and_nothing_is_left_to_do() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let code = file.code();
        for (name, _) in MACROS.iter().filter(|(_, parts)| !parts.contains(&part(&file.path))) {
            if code.match_indices(name).any(|(at, _)| starts_a_word(&code, at)) {
                faults.push(format!("{}: {name}", file.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_file_opens_with_what_it_is_for_and_stays_short() {
    let mut faults = Vec::new();
    for file in rust_files("src").into_iter().chain(rust_files("tests")) {
        if !file.text.starts_with("//! ") {
            faults.push(format!("{}: does not open with `//! `", file.path));
        }
        let lines = file.text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{}: {lines} lines, over {LONGEST_FILE}", file.path));
        }
    }
    assert_none(&faults);
}

#[test]
fn the_themes_files_stay_short() {
    let files = files("themes", &["css", "js", "html"]).into_iter().filter(|file| !file.path.contains("/vendor/"));
    // One script for the whole search: parted, what every reader loads would be half a kilobyte more.
    let longest = |path: &str| if path.ends_with("scripts/lib/search.js") { 650 } else { LONGEST_FILE };
    let long = files.filter(|file| file.text.lines().count() > longest(&file.path));
    assert_none(&long.map(|file| format!("{}: over {} lines", file.path, longest(&file.path))).collect::<Vec<_>>());
}

#[test]
fn names_say_what_is_in_a_file() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc"];
    let files = rust_files("src").into_iter().filter(|file| vague.iter().any(|name| file.path.contains(name)));
    assert_none(&files.map(|file| file.path).collect::<Vec<_>>());
}

/// Whoever adds or renames a file of a theme must not have to look for it in Rust.
#[test]
fn no_file_of_a_theme_is_named_in_rust() {
    let folders = ["templates", "styles", "scripts"];
    let theme = files("themes/default", &["css", "js", "html", "svg"]);
    let names: BTreeSet<&str> = theme.iter().filter_map(|file| file.path.strip_prefix("themes/default/")).collect();
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let code = file.code();
        for name in &names {
            let below = folders.iter().find_map(|folder| name.strip_prefix(folder)?.strip_prefix('/'));
            let written = [Some(*name), below].into_iter().flatten().any(|name| code.contains(&format!("\"{name}\"")));
            if written {
                faults.push(format!("{}: {name}", file.path));
            }
        }
    }
    assert_none(&faults);
}

/// An id made from a heading never begins with an underscore, so that no page's words can take one of the theme's.
#[test]
fn a_themes_own_ids_begin_with_an_underscore() {
    let mut faults = Vec::new();
    for file in files("themes", &["html"]) {
        for (at, opening) in file.text.match_indices(" id=\"") {
            let id = file.text[at + opening.len()..].split('"').next().unwrap_or_default();
            if !id.starts_with(['_', '{']) {
                faults.push(format!("{}: {id}", file.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn functions_are_short() {
    let mut lengths: Vec<(usize, String)> = rust_files("src").iter().flat_map(File::functions).collect();
    lengths.sort();
    let over_thirty: Vec<_> = lengths.iter().filter(|(length, _)| *length > 30).collect();
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= 10, "half of the functions have over {median} lines");
    assert!(over_thirty.len() * 25 <= lengths.len(), "over 4 % of the functions pass 30 lines: {over_thirty:#?}");
}

#[test]
fn imports_are_read_from_all_forms_of_use() {
    let text =
        "use std::{fmt, fs::{self, File}};\nuse crate::plan::Site as S; // use tera::X\nlet x = crate::load::y();";
    let imports = File { path: String::new(), text: text.to_owned() }.imports();
    for expected in ["std::fmt", "std::fs::self", "std::fs::File", "crate::plan::Site", "crate::load::y"] {
        assert!(imports.contains(expected), "{expected} in {imports:?}");
    }
    assert!(!imports.iter().any(|path| path.starts_with("tera")));
}

/// A text file of the repository.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The text without comments and without the module of unit tests.
    fn code(&self) -> String {
        let text = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        text.lines().map(without_comment).collect::<Vec<_>>().join("\n")
    }

    /// Every path that is imported or written out, with braces expanded.
    fn imports(&self) -> BTreeSet<String> {
        let code = self.code();
        let mut imports = BTreeSet::new();
        for root in ["crate::", "super::", "std::", "serde::"].into_iter().chain(RESERVED.iter().map(|(path, _)| *path))
        {
            for (at, _) in code.match_indices(root).filter(|(at, _)| starts_a_word(&code, *at)) {
                expand("", &code[at..], &mut imports);
            }
        }
        imports
    }

    /// Each function's length in lines, its signature included, and its name.
    fn functions(&self) -> Vec<(usize, String)> {
        let code = self.code();
        let lines: Vec<&str> = code.lines().collect();
        let starts = lines.iter().enumerate().filter(|(_, line)| {
            let line = line.trim_start();
            ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn ", "async fn ", "pub async fn "]
                .iter()
                .any(|opening| line.starts_with(opening))
        });
        starts
            .filter_map(|(start, line)| {
                let indent = &line[..line.len() - line.trim_start().len()];
                let end = lines[start..].iter().position(|line| *line == format!("{indent}}}"))?;
                Some((end + 1, format!("{}: {}", self.path, line.trim())))
            })
            .collect()
    }
}

fn without_comment(line: &str) -> &str {
    let at = line.match_indices("//").map(|(at, _)| at).find(|at| !line[..*at].ends_with(':'));
    at.map_or(line, |at| &line[..at])
}

/// Adds the paths that the use tree at the start of `text` stands for.
fn expand<'a>(prefix: &str, text: &'a str, into: &mut BTreeSet<String>) -> &'a str {
    let end = text.find(|character: char| !character.is_alphanumeric() && !"_:".contains(character));
    let (path, mut rest) = text.split_at(end.unwrap_or(text.len()));
    let path = format!("{prefix}{path}");
    if !path.ends_with("::") || !rest.starts_with('{') {
        into.insert(path);
        return rest;
    }
    loop {
        rest = expand(&path, rest[1..].trim_start(), into).trim_start();
        rest = rest.strip_prefix("as ").map_or(rest, |alias| &alias[alias.find([',', '}']).unwrap_or(0)..]);
        match rest.chars().next() {
            Some(',') if rest[1..].trim_start().starts_with('}') => rest = rest[1..].trim_start(),
            Some(',') => continue,
            _ => {}
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
}

/// `crate::plan::Site` -> `plan`; what `super` leads to counts when it is a stage's name.
fn crate_name(path: &str) -> Option<&str> {
    let known = |name: &&str| STAGES.contains(name) || SHARED.contains(name);
    match path.strip_prefix("crate::") {
        Some(rest) => rest.split("::").next().filter(known),
        None => path.strip_prefix("super::")?.split("::").find(|name| *name != "super").filter(known),
    }
}

fn may_import(part: &str, name: &str) -> bool {
    let place = |name: &str| STAGES.iter().position(|stage| *stage == name);
    match (place(part), place(name)) {
        (_, None) => true,
        (Some(own), Some(theirs)) => theirs <= own,
        (None, Some(_)) => !SHARED.contains(&part),
    }
}

/// `src/plan/links.rs` -> `plan`; `src/main.rs` -> `main`
fn part(path: &str) -> &str {
    let below = path.strip_prefix("src/").unwrap_or(path);
    below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
}

fn starts_a_word(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|before: char| before.is_alphanumeric() || "_:".contains(before))
}

fn rust_files(folder: &str) -> Vec<File> {
    files(folder, &["rs"])
}

/// The files below `folder` that have one of these extensions, sorted by path.
fn files(folder: &str, extensions: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let wanted = entries.filter(|entry| {
        let extension = entry.path().extension().and_then(|extension| extension.to_str());
        entry.file_type().is_file() && extension.is_some_and(|extension| extensions.contains(&extension))
    });
    wanted
        .map(|entry| File {
            path: entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"),
            text: std::fs::read_to_string(entry.path()).unwrap(),
        })
        .collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
