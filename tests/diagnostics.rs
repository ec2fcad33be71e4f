//! Planted faults: each file below `tests/diagnostics/` is a small project in which marks under the words say what
//! is reported there, and the reports are held to the marks.
//!
//! `HANDBOOK_UPDATE=1` writes the marks anew; read the difference before you commit it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use handbook::diagnostic::Diagnostic;
use handbook::load::Sources;

use crate::fixture::{Fixture, position};
use crate::support::{check, handbook};

#[test]
fn every_fault_is_reported_where_it_stands() {
    let update = std::env::var_os("HANDBOOK_UPDATE").is_some();
    let mut differing = Vec::new();
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let fixture = Fixture::read(&text);
        let project = fixture.project();
        let reported = fixture.marked(&check(&project.root()).diagnostics);
        if reported != text && update {
            fs::write(&path, reported).unwrap();
        } else if reported != text {
            differing.push(format!("{}\n{}", path.display(), difference(&text, &reported)));
        }
    }
    assert!(differing.is_empty(), "\n{}", differing.join("\n"));
}

#[test]
fn the_command_names_the_same_places() {
    for path in fixtures() {
        let project = Fixture::read(&fs::read_to_string(&path).unwrap()).project();
        let checked = check(&project.root());
        let expected: Vec<String> =
            checked.diagnostics.iter().map(|diagnostic| place_of(diagnostic, &checked.site.sources)).collect();
        let output = handbook().args(["check", "--format", "json", "--root"]).arg(project.root()).output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let actual: Vec<String> = printed.lines().map(place_in_json).collect();
        assert_eq!(sorted(actual), sorted(expected), "{}", path.display());
    }
}

#[test]
fn every_check_has_a_fixture_in_which_it_fails() {
    let marks: String = fixtures().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let missing: Vec<_> = handbook::checks()
        .map(|check| check.code)
        .filter(|code| !marks.contains(&format!(" error[{code}]: ")) && !marks.contains(&format!(" warning[{code}]: ")))
        .collect();
    assert!(missing.is_empty(), "no fixture below tests/diagnostics/ fails {missing:?}");
}

#[test]
fn every_check_has_a_code_of_its_own_and_says_what_it_is_for() {
    let checks: Vec<_> = handbook::checks().collect();
    let codes: BTreeSet<_> = checks.iter().map(|check| check.code).collect();
    assert_eq!(codes.len(), checks.len(), "two checks share a code");
    for check in checks {
        let is_kebab =
            check.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit());
        assert!(is_kebab && !check.code.starts_with('-') && !check.code.ends_with('-'), "{}", check.code);
        assert!(check.about.len() > 10 && !check.about.ends_with('.'), "{}: {}", check.code, check.about);
    }
}

#[test]
fn at_least_thirty_faults_are_planted() {
    let marks: usize = fixtures().iter().map(|path| Fixture::read(&fs::read_to_string(path).unwrap()).marks).sum();
    assert!(marks >= 30, "only {marks}");
}

#[test]
fn twelve_faults_in_one_tree_are_twelve_reports_in_one_run() {
    let text = fs::read_to_string(folder().join("twelve-at-once.md")).unwrap();
    let fixture = Fixture::read(&text);
    assert_eq!(fixture.marks, 12);
    let project = fixture.project();
    let output = handbook().args(["check", "--root"]).arg(project.root()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(printed.lines().filter(|line| line.trim_start().starts_with("--> ")).count(), 12, "{printed}");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

fn fixtures() -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// `code file:line:column`
fn place_of(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let file = diagnostic.place.path.as_str();
    let at = diagnostic.place.span.zip(sources.text(file)).map(|(span, text)| position(text, span.range().start));
    let (line, column) = at.unwrap_or((0, 0));
    format!("{} {file}:{line}:{column}", diagnostic.check.code)
}

fn place_in_json(line: &str) -> String {
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    let number = |key: &str| line[key].as_u64().unwrap_or(0);
    let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
    format!("{} {}:{}:{}", text("code"), text("file"), number("line"), number("column"))
}

fn sorted(mut lines: Vec<String>) -> Vec<String> {
    lines.sort();
    lines
}

/// The lines that only one of two texts has.
fn difference(expected: &str, actual: &str) -> String {
    let only = |these: &str, those: &str, sign: &'static str| {
        let lines = these.lines().filter(|line| !those.lines().any(|other| other == *line));
        lines.flat_map(|line| [sign, " ", line, "\n"]).collect::<String>()
    };
    only(expected, actual, "-") + &only(actual, expected, "+")
}
