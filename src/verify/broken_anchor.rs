//! A link to a place in a page that is not there.
//!
//! An error: the reader lands at the top of the page and looks for what was promised.

use crate::diagnostic::{Check, Diagnostic, Diagnostics, nearest};
use crate::parse::Link;
use crate::plan::{Page, Site, Target};

pub(super) static CHECK: Check = Check::error("broken-anchor", "a link leads to a place in a page that is not there");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    let missing = page.document.links.iter().zip(&page.links).filter_map(|(link, target)| {
        let Target::Page { page: there, fragment: Some(fragment), .. } = target else { return None };
        let there = site.page(*there);
        let anchor = anchor(fragment);
        let exists = anchor.is_empty() || there.document.anchors().any(|name| name == anchor);
        (!exists).then(|| report(page, there, link, anchor))
    });
    missing.collect()
}

/// The name in a fragment, without the words to highlight that browsers accept after it.
fn anchor(fragment: &str) -> &str {
    fragment.split_once(":~:").map_or(fragment, |(name, _)| name)
}

fn report(page: &Page, there: &Page, link: &Link, anchor: &str) -> Diagnostic {
    let message = if std::ptr::eq(page, there) {
        format!("nothing on this page has the id `{anchor}`")
    } else {
        format!("nothing in {} has the id `{anchor}`", there.document.path)
    };
    let path = link.to.split_once('#').map_or("", |(path, _)| path);
    let help = nearest(anchor, there.document.anchors()).map(|name| format!("did you mean `{path}#{name}`?"));
    Diagnostic::new(&CHECK, message, &page.document.path, link.span).maybe_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_to_highlight_are_no_part_of_the_name() {
        assert_eq!(anchor("thanks:~:text=dear"), "thanks");
        assert_eq!(anchor(":~:text=dear"), "");
        assert_eq!(anchor("thanks"), "thanks");
    }
}
