//! A build that is killed at any moment leaves the old site or the new one, whole, and the next build clears up.
//!
//! `HANDBOOK_KILLS=50 HANDBOOK_KILL_PAGES=2000` is the long form.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Project, handbook};
use crate::tree::{self, Tree};

fn number(variable: &str, otherwise: u32) -> u32 {
    env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Pages that all say `word`, those of every tenth folder only if it is `one`.
fn rewrite(project: &Project, pages: u32, word: &str) {
    for page in 0..pages {
        let folder = format!("content/{}", page / 10);
        let is_here = word == "one" || !(page / 10).is_multiple_of(10);
        if is_here {
            project.write(&format!("{folder}/page-{page}.md"), format!("# Page {page}\n\nIt says {word}.\n"));
        } else if project.at(&folder).exists() {
            fs::remove_dir_all(project.at(&folder)).unwrap();
        }
    }
}

fn command(project: &Project, out: &Path) -> Command {
    let mut command = handbook();
    command.arg("build").arg("--root").arg(project.root()).arg("--out").arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn built(project: &Project, out: &Path) -> (Tree, Duration) {
    let started = Instant::now();
    assert!(command(project, out).status().unwrap().success());
    (tree::read(out), started.elapsed())
}

/// Kills the build `after` some time with a signal that cannot be caught.
fn kill(mut build: Child, after: Duration) {
    std::thread::sleep(after);
    let _ = build.kill();
    build.wait().unwrap();
}

#[test]
fn a_killed_build_leaves_one_site_or_the_other() {
    let kills = number("HANDBOOK_KILLS", 8);
    let pages = number("HANDBOOK_KILL_PAGES", 100);
    let project = Project::new(&[("content/index.md", "# Home\n")]);
    let out = project.at("public");
    rewrite(&project, pages, "two");
    let (new, _) = built(&project, &project.at("reference"));
    rewrite(&project, pages, "one");
    let (old, _) = built(&project, &out);
    rewrite(&project, pages, "two");
    let (_, whole) = built(&project, &project.at("timed"));

    for round in 0..kills {
        let moment = whole * (round * 7919 % kills) / kills + whole / (2 * kills);
        kill(command(&project, &out).spawn().unwrap(), moment);
        let now = tree::read(&out);
        assert!(now == old || now == new, "killed after {moment:?} of {whole:?}");
        if now == new {
            rewrite(&project, pages, "one");
            assert_eq!(built(&project, &out).0, old);
            rewrite(&project, pages, "two");
        }
    }
    assert_eq!(built(&project, &out).0, new);
    assert_eq!(tree::names(&project.root()), ["content", "public", "reference", "timed"], "nothing is left beside");
}

#[test]
fn a_first_build_that_is_killed_leaves_nothing_or_the_site() {
    let project = Project::new(&[("content/index.md", "# Home\n")]);
    rewrite(&project, 50, "one");
    let (new, whole) = built(&project, &project.at("reference"));
    for round in 0..5 {
        let out = project.at("public");
        kill(command(&project, &out).spawn().unwrap(), whole * (2 * round + 1) / 10);
        assert!(!out.exists() || tree::read(&out) == new);
        let _ = fs::remove_dir_all(&out);
    }
    assert_eq!(built(&project, &project.at("public")).0, new);
    assert_eq!(tree::names(&project.root()), ["content", "public", "reference"]);
}
