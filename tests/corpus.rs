//! A real handbook of 236 pages that was not written for this tool, where it stands beside the repository: its dead
//! links are reported where they are written, and with those checks turned down it builds whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::fixture::position;
use crate::html::{dead_links, unsound};
use crate::support::{Checked, Project, check, handbook};

/// The codes of what is wrong with it.
const CODES: &[&str] = &[
    "broken-anchor",
    "broken-link",
    "duplicate-id",
    "forbidden-address",
    "heading-jump",
    "html-left-out",
    "second-title",
    "undefined-reference",
];

#[test]
fn a_strange_handbooks_faults_are_reported_where_they_stand() {
    let Some(root) = corpus() else { return };
    let checked = check(&root);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in &checked.diagnostics {
        *counts.entry(found.check.code).or_default() += 1;
    }
    assert_eq!(counts.keys().copied().collect::<Vec<_>>(), CODES, "{counts:?}");
    assert!(counts["broken-link"] > 600 && counts["broken-anchor"] >= 10, "{counts:?}");
    let software = place(&checked, "content/18f/chapters/design.md", "no page at /software/");
    assert_eq!(software.1.as_deref(), Some("did you mean `../../general-information-and-resources/software.md`?"));
    let text = std::fs::read_to_string(root.join("content/18f/chapters/design.md")).unwrap();
    let expected = position(&text, text.find("/software/").unwrap());
    assert_eq!(software.0, expected);
}

#[test]
fn a_strange_handbook_builds_whole_and_no_link_in_it_is_dead() {
    let Some(root) = corpus() else { return };
    let checked = check(&root);
    assert_eq!(checked.site.pages.iter().filter(|page| page.written).count(), 236);
    for page in &checked.site.pages {
        assert!(checked.outputs.contains_key(page.address.out_path().as_str()), "{}", page.address);
    }
    let reported = |link: &str| checked.diagnostics.iter().any(|found| link.ends_with(last_name(&found.message)));
    let dead: Vec<_> = dead_links(&checked.outputs).into_iter().filter(|link| !reported(link)).take(20).collect();
    assert!(dead.is_empty(), "{dead:#?}");
    let second_titles = checked.diagnostics.iter().filter(|found| found.check.code == "second-title").count();
    assert_eq!(second_titles, 4);
    let unsound = unsound(&checked.outputs).into_iter().filter(|fault| !fault.ends_with("2 main headings"));
    let unsound: Vec<_> = unsound.take(20).collect();
    assert!(unsound.is_empty(), "{unsound:#?}");
}

#[test]
fn the_command_refuses_a_strange_handbook_and_builds_it_when_told_to() {
    let Some(root) = corpus() else { return };
    let project = Project::new(&[]);
    let build = |warn: &[&str]| {
        let mut command = handbook();
        command.args(["build", "--root"]).arg(&root).arg("--out").arg(project.at("out"));
        command.args(warn.iter().flat_map(|code| ["--warn", code])).output().unwrap()
    };
    assert_eq!(build(&[]).status.code(), Some(1));
    assert!(!project.at("out").exists(), "a failing build writes nothing");
    let told = build(CODES);
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    assert!(project.at("out/18f/chapters/design/index.html").is_file());
}

/// The name that a message ends with: "nothing on this page has the id `c`" -> `c`
fn last_name(message: &str) -> &str {
    message.rsplit('`').nth(1).unwrap_or("(none)")
}

/// Where a message points, and its help.
fn place(checked: &Checked, path: &str, message: &str) -> ((usize, usize), Option<String>) {
    let is_meant =
        |found: &&handbook::diagnostic::Diagnostic| found.place.path.as_str() == path && found.message == message;
    let found = checked.diagnostics.iter().find(is_meant).unwrap();
    let text = checked.site.sources.text(path).unwrap();
    (position(text, found.place.span.unwrap().range().start), found.help.clone())
}

/// Where the corpus is; `None` in a clone that stands alone.
fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/18f-handbook");
    root.join("content").is_dir().then_some(root)
}
