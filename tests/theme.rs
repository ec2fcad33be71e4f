//! What a theme's templates may rely on.

use crate::support::{Project, check};

fn project(nav_entry: &str) -> Project {
    Project::new(&[
        ("content/index.md", "# Home\n"),
        ("content/a/index.md", "# A\n"),
        ("content/a/first.md", "# First\n"),
        ("content/a/second.md", "# Second\n"),
        ("themes/default/templates/partials/nav-entry.html", nav_entry),
    ])
}

/// The line of the navigation beside the page, as the template `nav_entry` makes it.
fn beside(page: &str, nav_entry: &str) -> String {
    let checked = check(&project(nav_entry).root());
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    checked.text(page).lines().find(|line| line.contains("<i>")).unwrap().trim().to_owned()
}

#[test]
fn a_theme_says_what_stands_around_the_entries_below_one() {
    let entry = "<i>{{ entry.title }}{% if entry.open %}!{% endif %}({{ entry.children }})</i>";
    for (page, expected) in [
        ("a/first/index.html", "<i>A!(<i>First!()</i><i>Second()</i>)</i>"),
        ("a/second/index.html", "<i>A!(<i>First()</i><i>Second!()</i>)</i>"),
        ("a/index.html", "<i>A!(<i>First()</i><i>Second()</i>)</i>"),
        ("index.html", "<i>A()</i>"),
    ] {
        assert!(beside(page, entry).contains(expected), "{page}: {}", beside(page, entry));
    }
}

#[test]
fn a_theme_may_do_more_with_the_entries_below_one() {
    let twice = "<i>{{ entry.title }}({{ entry.children }}|{{ entry.children }})</i>";
    let below = "<i>First(|)</i><i>Second(|)</i>";
    assert!(beside("a/first/index.html", twice).contains(&format!("<i>A({below}|{below})</i>")));
    let inspected = "<i>{{ entry.title }}{% if entry.children is containing(pat=\"Second\") %}+{% endif %}</i>";
    assert!(beside("a/first/index.html", inspected).contains("<i>A+</i>"));
    let left_out = "<i>{{ entry.title }}</i>";
    assert!(beside("a/first/index.html", left_out).contains("<i>A</i>"));
}
