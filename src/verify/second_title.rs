//! A heading of the first level that is not the page's title.
//!
//! A warning: the title stands above the text already, and readers who go from heading to heading by ear take a
//! second one for the start of another page.

use super::headings;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::warning("second-title", "a page has a heading of level 1 beside its title");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let document = &page.document;
    let mut titles = headings(document).filter(|heading| heading.level == 1).peekable();
    let _title = titles.next_if(|first| *first.text == *page.title);
    titles
        .map(|heading| {
            let span = document.first_line(document.tree.node(heading.node).span);
            let message = format!("this page has a title already: {}", page.title);
            Diagnostic::new(&CHECK, message, &document.path, span).help("write it with `##`")
        })
        .collect()
}
