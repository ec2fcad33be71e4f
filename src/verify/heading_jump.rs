//! A heading more than one level below the one before it.
//!
//! A warning: readers who go from heading to heading by ear look for the level that is missing.

use super::headings;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::Heading;
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::warning("heading-jump", "a heading skips a level");

/// The level of the page's title, which stands before its first heading.
const TITLE: u8 = 1;

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let levels = headings(&page.document).map(|heading| heading.level);
    let before = std::iter::once(TITLE).chain(levels);
    let jumps = before.zip(headings(&page.document)).filter(|(before, heading)| heading.level > before + 1);
    jumps.map(|(before, heading)| report(page, before, heading)).collect()
}

fn report(page: &Page, before: u8, heading: &Heading) -> Diagnostic {
    let span = page.document.first_line(page.document.tree.node(heading.node).span);
    let message = format!("a heading of level {} follows one of level {before}", heading.level);
    let marks = "#".repeat(usize::from(before) + 1);
    Diagnostic::new(&CHECK, message, &page.document.path, span).help(format!("write it with `{marks}`"))
}
