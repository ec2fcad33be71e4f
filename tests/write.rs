//! `write`: where it refuses to, what it leaves alone, and that a folder is always one site or the other.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;
use std::process::Output;

use crate::support::{Project, handbook, write};
use crate::tree::{self, Tree};

/// A small handbook: two pages, a picture.
pub(crate) fn small() -> Project {
    Project::new(&[
        ("content/index.md", "# Home\n\nSee [the other page](other.md).\n\n![a dot](dot.svg)\n"),
        ("content/other.md", "# Other\n\nText.\n"),
        ("content/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ])
}

/// Runs `handbook build` for `project` into `out`.
pub(crate) fn build(project: &Project, out: &Path) -> Output {
    build_with(project, out, &[])
}

fn build_with(project: &Project, out: &Path, options: &[&str]) -> Output {
    let mut command = handbook();
    command.arg("build").arg("--root").arg(project.root()).arg("--out").arg(out).args(options);
    command.output().unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn assert_built(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
}

/// The build into `out` is refused for a reason that holds `reason`, and the whole project is as it was.
#[track_caller]
fn assert_refused(project: &Project, out: &Path, reason: &str) {
    let before = tree::read(&project.root());
    let output = handbook()
        .args(["build", "--root"])
        .arg(project.root())
        .arg("--out")
        .arg(out)
        .env("HOME", project.at("home"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}: {}", out.display(), stderr(&output));
    assert!(stderr(&output).contains(reason), "{reason:?} is not in: {}", stderr(&output));
    assert_eq!(tree::read(&project.root()), before, "{}", out.display());
}

#[test]
fn a_folder_that_somebody_could_miss_is_refused_by_whatever_name() {
    let project = small();
    project.write("home/letters/dear.txt", "dear");
    project.write("full/of.txt", "things");
    project.write("file", "a file");
    project.write("themes/mine/theme.yaml", "extends: default\n");
    for (link, target) in [("to-content", "content"), ("to-root", "."), ("to-home", "home"), ("to-full", "full")] {
        symlink(project.at(target), project.at(link)).unwrap();
    }
    symlink("/", project.at("to-top")).unwrap();
    symlink("nowhere", project.at("dangling")).unwrap();
    let refusals = [
        ("content", "it is content/"),
        ("content/site", "it lies in content/"),
        ("content/a/b/../c", "it lies in content/"),
        ("themes/mine", "it lies in themes/"),
        (".", "it is the handbook's own folder"),
        ("..", "it holds the handbook's own folder"),
        ("/", "it is the root of the file system"),
        ("home", "it is your home folder"),
        ("full", "was not made by handbook"),
        ("file", "it is not a folder"),
        ("file/below", "Not a directory"),
        ("to-content", "it is content/"),
        ("to-content/site", "it lies in content/"),
        ("to-root", "it is the handbook's own folder"),
        ("to-top", "it is the root of the file system"),
        ("to-home", "it is your home folder"),
        ("to-full", "was not made by handbook"),
        ("dangling", "leads nowhere"),
        ("/proc/self/site", "cannot write the site"),
    ];
    for (out, reason) in refusals {
        assert_refused(&project, &project.at(out), reason);
    }
}

#[test]
fn a_folder_that_the_next_build_would_read_is_refused() {
    let project = small();
    for out in ["themes", "themes/default", "themes/a/b"] {
        assert_refused(&project, &project.at(out), "themes/, which the site is made from");
    }
    project.write("docs/notes/of.md", "# Notes\n");
    symlink("../docs", project.at("content/docs")).unwrap();
    for out in ["docs/site", "docs/notes/site"] {
        assert_refused(&project, &project.at(out), "content/ or themes/ has a link to");
    }
}

#[test]
fn a_folder_that_holds_home_is_refused() {
    let project = small();
    project.write("people/me/letters/dear.txt", "dear");
    let output = handbook()
        .args(["build", "--root"])
        .arg(project.root())
        .arg("--out")
        .arg(project.at("people"))
        .env("HOME", project.at("people/me"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("it holds your home folder"), "{}", stderr(&output));
}

#[test]
fn a_marker_that_is_not_ours_opens_no_folder() {
    let project = small();
    project.write("other/.handbook", "my notes");
    project.write("link/a.txt", "mine");
    symlink(project.at("public/.handbook"), project.at("link/.handbook")).unwrap();
    assert_built(&build(&project, &project.at("public")));
    assert_refused(&project, &project.at("other"), "was not made by handbook");
    assert_refused(&project, &project.at("link"), "was not made by handbook");
}

#[test]
fn two_builds_at_once_are_kept_apart() {
    let project = small();
    let lock = project.at(".public.handbook-lock");
    let held = fs::File::create(&lock).unwrap();
    held.lock().unwrap();
    assert_refused(&project, &project.at("public"), "another build is writing to it");
    drop(held);
    assert_built(&build(&project, &project.at("public")));
    assert!(!lock.exists(), "the lock goes with the build");
}

#[test]
fn a_new_folder_is_made_with_those_above_and_an_empty_one_is_taken() {
    let project = small();
    assert_built(&build(&project, &project.at("a/b/site")));
    assert!(project.at("a/b/site/index.html").is_file());
    fs::create_dir(project.at("empty")).unwrap();
    assert_built(&build(&project, &project.at("empty")));
    assert!(project.at("empty/other/index.html").is_file());
    assert_eq!(tree::names(&project.root()), ["a", "content", "empty"], "nothing is left beside them");
}

#[test]
fn a_link_to_the_output_folder_stays_one() {
    let project = small();
    fs::create_dir(project.at("real")).unwrap();
    symlink("real", project.at("public")).unwrap();
    for _ in 0..2 {
        assert_built(&build(&project, &project.at("public")));
        project.write("content/other.md", "# Other\n\nChanged.\n");
    }
    assert!(project.at("public").is_symlink() && project.at("real/index.html").is_file());
}

/// What tells whether a file is the very same.
fn identities(out: &Path) -> Vec<(String, u64, i64)> {
    let files = tree::files(out).into_iter();
    files
        .map(|path| {
            let metadata = fs::symlink_metadata(out.join(&path)).unwrap();
            (path, metadata.ino(), metadata.mtime_nsec())
        })
        .collect()
}

#[test]
fn an_unchanged_file_keeps_its_inode_and_time() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    let first = identities(&out);
    let again = build(&project, &out);
    assert!(stderr(&again).contains("nothing changed"), "{}", stderr(&again));
    assert_eq!(identities(&out), first);

    project.write("content/other.md", "# Other\n\nText that differs.\n");
    assert_built(&build(&project, &out));
    let changed: Vec<String> = first.iter().zip(identities(&out)).filter(|(a, b)| *a != b).map(|(_, b)| b.0).collect();
    assert!(changed.contains(&"other/index.html".to_owned()), "{changed:?}");
    assert!(!changed.iter().any(|path| path.starts_with("theme-") || path == "dot.svg"), "{changed:?}");
}

#[test]
fn a_site_that_is_the_same_for_other_reasons_is_left_alone_too() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    let first: Vec<_> = identities(&out).into_iter().filter(|file| file.0 != ".handbook").collect();
    let marker = fs::read_to_string(out.join(".handbook")).unwrap();
    let (before, after) = marker.split_once("# made from ").unwrap();
    fs::write(out.join(".handbook"), format!("{before}# made from {}{}", "0".repeat(32), &after[32..])).unwrap();
    let again = build(&project, &out);
    assert!(stderr(&again).contains("nothing changed"), "{}", stderr(&again));
    assert_eq!(identities(&out).into_iter().filter(|file| file.0 != ".handbook").collect::<Vec<_>>(), first);
    assert_eq!(fs::read_to_string(out.join(".handbook")).unwrap(), marker);
}

#[test]
fn a_copy_is_made_again_when_only_its_time_tells() {
    let project = small();
    let out = project.at("public");
    project.write("content/data.bin", "one");
    assert_built(&build(&project, &out));
    project.write("content/data.bin", "two");
    assert_built(&build(&project, &out));
    assert_eq!(fs::read_to_string(out.join("data.bin")).unwrap(), "two");
}

#[test]
fn a_page_that_is_gone_is_gone_and_nothing_is_left_beside() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    fs::remove_file(project.at("content/other.md")).unwrap();
    project.write("content/index.md", "# Home\n\n![a dot](dot.svg)\n");
    let output = build(&project, &out);
    assert!(stderr(&output).contains("1 removed"), "{}", stderr(&output));
    assert!(!out.join("other").exists());
    assert_eq!(tree::names(&project.root()), ["content", "public"]);
}

#[test]
fn a_file_that_somebody_changed_is_made_again() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    let good = tree::read(&out);
    let mut broken = fs::read(out.join("index.html")).unwrap();
    broken[0] = b'!';
    std::thread::sleep(std::time::Duration::from_millis(20));
    fs::write(out.join("index.html"), broken).unwrap();
    fs::write(out.join("dot.svg"), "<svg/>").unwrap();
    fs::remove_file(out.join("other/index.html")).unwrap();
    assert_built(&build(&project, &out));
    assert_eq!(tree::read(&out), good);
}

#[test]
fn files_of_others_are_kept_and_the_folder_is_updated_in_place() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    write(&out.join("CNAME"), "example.org");
    write(&out.join(".git/config"), "[core]");
    let inode = fs::metadata(&out).unwrap().ino();
    fs::remove_file(project.at("content/other.md")).unwrap();
    project.write("content/index.md", "# Home\n\n![a dot](dot.svg)\n");
    project.write("content/new/page.md", "# New\n");
    let output = build(&project, &out);
    assert_built(&output);
    assert!(stderr(&output).contains("updated file by file: it holds files of others"), "{}", stderr(&output));
    assert_eq!(fs::metadata(&out).unwrap().ino(), inode);

    fs::remove_file(out.join("CNAME")).unwrap();
    fs::remove_dir_all(out.join(".git")).unwrap();
    let elsewhere = project.at("elsewhere");
    assert_built(&build(&project, &elsewhere));
    assert_eq!(tree::read(&out), tree::read(&elsewhere));
}

#[test]
fn a_file_of_others_is_never_written_over() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    write(&out.join("new"), "mine");
    project.write("content/new/page.md", "# New\n");
    assert_refused(&project, &out, "new in it was not made by handbook and is in the way");
    fs::remove_file(out.join("new")).unwrap();
    symlink("/tmp", out.join("new")).unwrap();
    assert_refused(&project, &out, "new in it was not made by handbook and is in the way");
}

#[test]
fn in_place_a_file_can_become_a_folder_and_a_folder_a_file() {
    let project = small();
    let out = project.at("public");
    project.write("content/thing", "a file");
    project.write("content/folder/page.md", "# Page\n");
    let options = ["--in-place"];
    assert_built(&build_with(&project, &out, &options));
    fs::remove_file(project.at("content/thing")).unwrap();
    fs::remove_dir_all(project.at("content/folder")).unwrap();
    project.write("content/thing/page.md", "# Page\n");
    project.write("content/folder", "a file");
    let output = build_with(&project, &out, &options);
    assert_built(&output);
    assert!(stderr(&output).contains("updated file by file: as asked"), "{}", stderr(&output));
    assert!(out.join("thing/page/index.html").is_file() && out.join("folder").is_file());
    let elsewhere = project.at("elsewhere");
    assert_built(&build(&project, &elsewhere));
    assert_eq!(tree::read(&out), tree::read(&elsewhere));
}

#[test]
fn what_killed_builds_left_is_cleared_if_it_is_ours() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    let unfinished = "# Made by handbook 0.1.0, which …\n# unfinished\n";
    project.write(".public.handbook-new-1/.handbook", unfinished);
    project.write(".public.handbook-new-1/half/a.html", "half");
    fs::create_dir(project.at(".public.handbook-new-2")).unwrap();
    project.write(".public.handbook-new-3/mine.txt", "not made by handbook");
    fs::create_dir_all(project.at(".public.handbook-top-4/.public.handbook-top-4")).unwrap();
    project.write(".public.handbook-top-5/mine.txt", "not made by handbook");
    assert_built(&build(&project, &out));
    let kept = [".public.handbook-new-3", ".public.handbook-top-5", "content", "public"];
    assert_eq!(tree::names(&project.root()), kept);
}

#[test]
fn a_site_that_was_aside_when_its_build_was_killed_is_brought_back() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    let first = identities(&out);
    fs::rename(&out, project.at(".public.handbook-old-1")).unwrap();
    assert_built(&build(&project, &out));
    assert_eq!(identities(&out), first);
    assert_eq!(tree::names(&project.root()), ["content", "public"]);
}

#[test]
fn a_private_source_is_public_on_the_site() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = small();
    fs::set_permissions(project.at("content/dot.svg"), fs::Permissions::from_mode(0o600)).unwrap();
    assert_built(&build(&project, &project.at("public")));
    let mode = |path: &str| fs::metadata(project.at(path)).unwrap().mode();
    assert_eq!(mode("public/dot.svg"), mode("public/index.html"));
}

#[test]
fn ten_failing_builds_leave_the_old_site_as_it_was() {
    let project = small();
    let out = project.at("public");
    assert_built(&build(&project, &out));
    let good: Tree = tree::read(&out);
    let faults = [
        ("content/index.md", "[x](nowhere.md)"),
        ("content/index.md", "---\ntitle: [\n---\n"),
        ("content/index.md", "---\nkind: poem\n---\n# x"),
        ("content/other.md", "# A {#a}\n\n# B {#a}\n"),
        ("content/handbook.yaml", "title: {"),
        ("content/handbook.yaml", "theme: nowhere\n"),
        ("content/OTHER.md", "# Other\n"),
        ("themes/default/templates/kinds/guide.html", "{{ no.such.thing | upper }}"),
        ("themes/default/templates/base.html", "{% if %}"),
        ("content/index.md", "```quiz\nWhat?\n\n- [ ] This.\n- [ ] That.\n```\n"),
    ];
    for (path, text) in faults {
        let before = fs::read(project.at(path));
        project.write(path, text);
        let output = build(&project, &out);
        assert_eq!(output.status.code(), Some(1), "{path}: {text}\n{}", stderr(&output));
        assert!(stderr(&output).contains("is as it was"), "{}", stderr(&output));
        assert_eq!(tree::read(&out), good, "{path}: {text}");
        match before {
            Ok(text) => project.write(path, text),
            Err(_) => fs::remove_file(project.at(path)).unwrap(),
        }
    }
    assert_eq!(tree::names(&project.root()), ["content", "public", "themes"]);
}
