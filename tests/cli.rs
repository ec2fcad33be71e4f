//! The command: what it prints where, in which format, and with which exit status.

use std::io::Read as _;
use std::process::{Command, Output, Stdio};

use crate::support::{Project, handbook};

fn run(project: &Project, arguments: &[&str]) -> Output {
    handbook().args(arguments).current_dir(project.root()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn faulty() -> Project {
    Project::new(&[
        ("content/index.md", "---\ntitle: Home\n---\n\nSee [größe](othre.md).\n\n![](dot.svg)\n"),
        ("content/other.md", "# Other\n\n[Home](index.md)\n"),
        ("content/dot.svg", "<svg/>"),
    ])
}

#[test]
fn a_report_shows_the_words_and_what_was_meant() {
    let output = run(&faulty(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    let stderr = text(&output.stderr);
    let expected = "
 --> content/index.md:5:13
  |
5 | See [größe](othre.md).
  |             ^^^^^^^^
  = help: ";
    assert!(stderr.contains("error[broken-link]: ") && stderr.contains(expected), "{stderr}");
    assert!(stderr.contains("other.md"), "{stderr}");
    let closing = stderr.lines().last().unwrap();
    assert!(closing.starts_with("error: 1 error and ") && closing.contains("in 2 pages"), "{closing}");
}

#[test]
fn json_is_one_object_a_line_on_standard_output() {
    let output = run(&faulty(), &["check", "--format", "json"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), String::new()));
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let broken = lines.iter().find(|line| line["code"] == "broken-link").unwrap();
    let place = (&broken["file"], &broken["line"], &broken["column"], &broken["severity"]);
    assert_eq!(place, (&"content/index.md".into(), &5.into(), &13.into(), &"error".into()));
    for line in &lines {
        let mut keys: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["code", "column", "file", "help", "line", "message", "severity"]);
    }
}

#[test]
fn a_check_can_warn_or_be_off_for_one_run_or_for_good() {
    let project = faulty();
    let codes = |arguments: &[&str]| {
        let output = run(&project, &[&["check", "--format", "json"], arguments].concat());
        let line = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            format!("{} {}", line["severity"].as_str().unwrap(), line["code"].as_str().unwrap())
        };
        (output.status.code().unwrap(), text(&output.stdout).lines().map(line).collect::<Vec<_>>())
    };
    let (status, found) = codes(&["--warn", "broken-link"]);
    assert!(status == 0 && found.contains(&"warning broken-link".to_owned()), "{found:?}");
    let (status, found) = codes(&["--allow", "broken-link,orphan-page", "--allow", "missing-alt"]);
    assert!(status == 0 && found.is_empty(), "{found:?}");
    project.write("content/handbook.yaml", "checks:\n  broken-link: allow\n  missing-alt: error\n");
    let (status, found) = codes(&[]);
    assert!(status == 1 && found.contains(&"error missing-alt".to_owned()), "{found:?}");
    assert!(!found.iter().any(|line| line.ends_with("broken-link")), "{found:?}");
    let (status, found) = codes(&["--warn", "missing-alt"]);
    assert!(status == 0 && found.contains(&"warning missing-alt".to_owned()), "{found:?}");
}

#[test]
fn bad_usage_is_status_2_and_says_what_was_meant() {
    let project = faulty();
    for (arguments, words) in [
        (&["build", "--warn", "broken-lnk"][..], "did you mean `broken-link`?"),
        (&["check", "--allow", "poetry"], "handbook check --list"),
        (&["biuld"], "build"),
        (&["build", "--jobs", "0"], "--jobs"),
        (&["check", "--format", "xml"], "json"),
        (&["check", "--root", "nowhere"], "handbook init nowhere"),
        (&["build", "--root", "content"], "content/content"),
        (&[], "Usage"),
    ] {
        let output = run(&project, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(words), "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
    }
}

#[test]
fn help_teaches_by_example() {
    let project = faulty();
    for command in
        [&["--help"][..], &["build", "--help"], &["check", "--help"], &["init", "--help"], &["serve", "--help"]]
    {
        let output = run(&project, command);
        assert_eq!(output.status.code(), Some(0), "{command:?}");
        let help = text(&output.stdout);
        assert!(help.contains("Examples:\n  handbook "), "{command:?}: {help}");
        assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
    }
}

#[test]
fn every_check_is_listed_once() {
    let output = run(&faulty(), &["check", "--list"]);
    let listed = text(&output.stdout);
    let codes: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    for code in ["broken-link", "link-leaves-root", "duplicate-id", "duplicate-address", "template"] {
        assert!(codes.contains(&code), "{code}");
    }
}

#[test]
fn what_init_writes_builds_without_a_word() {
    let project = Project::new(&[]);
    let output = run(&project, &["init", "a/guide"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("cd a/guide"));
    let output = run(&project, &["build", "--root", "a/guide"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr).lines().count(), 1, "{}", text(&output.stderr));
    let output = run(&project, &["init", "a/guide"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("exists already; nothing was written"));
}

#[test]
fn timings_name_every_stage() {
    let project = Project::new(&[("content/index.md", "# Home\n")]);
    let table = text(&run(&project, &["build", "--timings"]).stderr);
    let json = text(&run(&project, &["build", "--timings", "--format", "json"]).stdout);
    let json: serde_json::Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    for stage in ["load", "parse", "plan", "verify", "render", "write", "total"] {
        assert!(table.contains(&format!(" {stage} ")), "{stage}: {table}");
        assert!(json["timings"][stage].as_f64().is_some_and(|seconds| seconds >= 0.0), "{stage}: {json}");
    }
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let project = faulty();
    let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .arg("check")
        .current_dir(project.root())
        .env_remove("NO_COLOR")
        .output()
        .unwrap();
    assert!(!text(&output.stderr).contains('\x1b'), "a pipe is no terminal");
}

#[test]
fn a_reader_that_has_gone_is_no_panic() {
    let project = faulty();
    for page in 0..30 {
        project.write(&format!("content/{page}.md"), "# Page\n\n[x](nowhere.md) and [y](elsewhere.md)\n".repeat(20));
    }
    for arguments in [&["check", "--format", "json"][..], &["check"], &["check", "--list"], &["--help"]] {
        let mut child = handbook()
            .args(arguments)
            .current_dir(project.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut start = [0; 200];
        let mut stderr = child.stderr.take().unwrap();
        let count = stderr.read(&mut start).unwrap();
        drop(stderr);
        assert!(!text(&start[..count]).contains("panicked"), "{arguments:?}");
        assert!(child.wait().unwrap().code().is_some_and(|code| code < 2), "{arguments:?}");
    }
}
