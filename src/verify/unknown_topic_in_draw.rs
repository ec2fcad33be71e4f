//! A quiz that draws from a topic that no page names.
//!
//! An error: nothing would be drawn from it.

use super::did_you_mean;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::error("unknown-topic-in-draw", "a quiz draws from a topic that no page names");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    let names = || site.topics.iter().map(|topic| topic.name.as_str());
    let drawn = page.document.front.draw.iter().flat_map(|draw| &draw.topics);
    let unknown = drawn.filter(|topic| !names().any(|known| known == topic.value));
    unknown
        .map(|topic| {
            let message = format!("no page has the topic `{}`", topic.value);
            let help = did_you_mean(&topic.value, names());
            Diagnostic::new(&CHECK, message, &page.document.path, topic.span).maybe_help(help)
        })
        .collect()
}
