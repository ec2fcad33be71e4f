//! `load`: what is read, what is passed over, and what a project may not reach.

use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::sync::Arc;

use handbook::diagnostic::Diagnostics;
use handbook::load::{Body, Role, Roots, Sources, load, load_again};

use crate::support::Project;

fn loaded(project: &Project) -> (Sources, Diagnostics) {
    load(&Roots { root: project.root() }).unwrap()
}

/// The paths below `content/`, and what was reported as `code path`.
fn summary(project: &Project) -> (Vec<String>, Vec<String>) {
    let (sources, mut diagnostics) = loaded(project);
    handbook::diagnostic::sort(&mut diagnostics);
    let paths = sources.files().iter().map(|file| file.path.to_string()).filter(|path| path.starts_with("content/"));
    let reports = diagnostics.iter().map(|report| format!("{} {}", report.check.code, report.place.path));
    (paths.collect(), reports.collect())
}

#[test]
fn every_file_has_the_role_that_its_path_gives_it() {
    let project = Project::new(&[
        ("content/index.md", "# Hello"),
        ("content/handbook.yaml", "title: x"),
        ("content/a/picture.png", "png"),
        ("themes/mine/theme.yaml", "extends: default"),
        ("themes/default/styles/tokens.css", "mine"),
        ("themes/README", "not a theme"),
        ("src/main.rs", "not ours"),
    ]);
    let (sources, diagnostics) = loaded(&project);
    assert_eq!(diagnostics, []);
    let role = |path| sources.get(path).map(|file| file.role);
    assert_eq!(role("content/index.md"), Some(Role::Page));
    assert_eq!(role("content/handbook.yaml"), Some(Role::Settings));
    assert_eq!(role("content/a/picture.png"), Some(Role::Asset));
    assert_eq!(role("themes/mine/theme.yaml"), Some(Role::Theme));
    assert_eq!(role("themes/README"), None);
    assert_eq!(sources.text("themes/default/styles/tokens.css").map(|text| &**text), Some("mine"));
    assert!(sources.text("themes/default/theme.yaml").is_some(), "the bundled theme lies under the project's");
    assert!(matches!(&sources.get("content/a/picture.png").unwrap().body, Body::OnDisk { .. }));
}

#[test]
fn what_editors_and_tools_leave_is_passed_over() {
    let project = Project::new(&[
        ("content/index.md", ""),
        ("content/.index.md.swp", ""),
        ("content/index.md~", ""),
        ("content/4913", ""),
        ("content/.git/config", ""),
        ("content/node_modules/x/readme.md", ""),
    ]);
    symlink("nowhere@host.1", project.at("content/.#index.md")).unwrap();
    assert_eq!(summary(&project), (vec!["content/index.md".to_owned()], vec![]));
}

#[test]
fn nothing_behind_a_link_out_of_the_root_is_read() {
    let outside = Project::new(&[("secret.md", "secret")]);
    let project = Project::new(&[("content/index.md", "")]);
    symlink("/etc/passwd", project.at("content/passwd.md")).unwrap();
    symlink(outside.root(), project.at("content/folder")).unwrap();
    symlink("folder/secret.md", project.at("content/through.md")).unwrap();
    symlink(outside.root(), project.at("themes")).unwrap();
    let (paths, reports) = summary(&project);
    assert_eq!(paths, ["content/index.md"]);
    let code = "link-leaves-root";
    let expected = ["content/folder", "content/passwd.md", "content/through.md", "themes"];
    assert_eq!(reports, expected.map(|path| format!("{code} {path}")));
}

#[test]
fn a_content_folder_that_is_a_link_out_of_the_root_is_not_read() {
    let outside = Project::new(&[("secret.md", "secret")]);
    let project = Project::new(&[]);
    symlink(outside.root(), project.at("content")).unwrap();
    assert_eq!(summary(&project), (vec![], vec!["link-leaves-root content".to_owned()]));
}

#[test]
fn links_inside_the_root_are_followed_once() {
    let project = Project::new(&[("content/a/page.md", "text"), ("shared/b/other.md", "text")]);
    symlink("a/page.md", project.at("content/same.md")).unwrap();
    symlink("../shared", project.at("content/shared")).unwrap();
    symlink("..", project.at("content/a/up")).unwrap();
    symlink("../../content", project.at("shared/b/round")).unwrap();
    symlink("nowhere", project.at("content/dangling.md")).unwrap();
    let (paths, reports) = summary(&project);
    assert_eq!(
        paths,
        ["content/a/page.md", "content/same.md", "content/shared/b/other.md"],
        "and those of `round` are not there: it leads back to where it was entered from"
    );
    let expected = ["content/a/up", "content/dangling.md", "content/shared/b/round"];
    assert_eq!(reports, expected.map(|path| format!("unreadable {path}")));
}

#[test]
fn what_cannot_be_read_is_a_report_that_names_it() {
    let project = Project::new(&[("content/index.md", ""), ("content/bad.md", "")]);
    fs::write(project.at("content/bad.md"), b"# caf\xE9").unwrap();
    fs::write(project.at("content").join(std::ffi::OsStr::from_bytes(b"na\xFFme.md")), "").unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, project.at("content/pipe.md"), rustix::fs::Mode::RUSR).unwrap();
    let (paths, reports) = summary(&project);
    assert_eq!(paths, ["content/bad.md", "content/index.md"]);
    assert_eq!(reports, ["not-utf8 content/bad.md", "not-utf8 content/na\u{fffd}me.md", "unreadable content/pipe.md"]);
}

#[test]
fn an_unreadable_folder_or_file_is_a_report() {
    if rustix::process::geteuid().is_root() {
        return; // root reads everything
    }
    let project = Project::new(&[("content/index.md", ""), ("content/shut/a.md", ""), ("content/shut.md", "")]);
    for path in ["content/shut", "content/shut.md"] {
        fs::set_permissions(project.at(path), fs::Permissions::from_mode(0o000)).unwrap();
    }
    let (paths, reports) = summary(&project);
    fs::set_permissions(project.at("content/shut"), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(paths, ["content/index.md"]);
    assert_eq!(reports, ["unreadable content/shut", "unreadable content/shut.md"]);
}

#[test]
fn a_missing_root_or_content_folder_stops_everything() {
    let project = Project::new(&[("themes/mine/theme.yaml", "")]);
    let error = load(&Roots { root: project.root() }).unwrap_err();
    assert!(error.path.ends_with("content"), "{error}");
    assert!(load(&Roots { root: project.at("nowhere") }).is_err());
}

#[test]
fn a_second_load_shares_what_has_not_changed() {
    let project = Project::new(&[("content/a.md", "one"), ("content/b.md", "one")]);
    let roots = Roots { root: project.root() };
    std::thread::sleep(std::time::Duration::from_millis(40));
    let (before, _) = load(&roots).unwrap();
    project.write("content/b.md", "two");
    let (after, _) = load_again(&roots, &before).unwrap();
    let shared = |path| Arc::ptr_eq(before.text(path).unwrap(), after.text(path).unwrap());
    assert!(shared("content/a.md") && shared("themes/default/theme.yaml"));
    assert_eq!(&**after.text("content/b.md").unwrap(), "two");
}

#[test]
fn two_writes_in_one_tick_of_the_clock_are_two() {
    let project = Project::new(&[("content/a.md", "0")]);
    let roots = Roots { root: project.root() };
    let (mut sources, _) = load(&roots).unwrap();
    for round in 1..50 {
        project.write("content/a.md", format!("{:02}", round % 100));
        (sources, _) = load_again(&roots, &sources).unwrap();
        assert_eq!(&**sources.text("content/a.md").unwrap(), format!("{round:02}"));
    }
}

#[test]
fn a_fault_is_reported_at_each_load() {
    let project = Project::new(&[("content/index.md", "")]);
    fs::write(project.at("content/bad.md"), b"# caf\xE9").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(40));
    let roots = Roots { root: project.root() };
    let (before, first) = load(&roots).unwrap();
    let (_, second) = load_again(&roots, &before).unwrap();
    assert_eq!((first.len(), &first), (1, &second));
}
