//! A topic that one page alone names, and that is spelt almost like another.
//!
//! A warning: any name makes a topic, so a slip of the hand makes a new one in silence.

use super::did_you_mean;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, Site, Topic};

pub(super) static CHECK: Check =
    Check::warning("misspelt-topic", "a topic that one page alone names is spelt almost like another");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    let lone = page.topics.iter().map(|id| site.topic(*id)).filter(|topic| topic.pages.len() == 1);
    lone.filter_map(|topic| report(site, page, topic)).collect()
}

fn report(site: &Site, page: &Page, topic: &Topic) -> Option<Diagnostic> {
    let others = site.topics.iter().map(|other| other.name.as_str()).filter(|name| *name != topic.name);
    let help = did_you_mean(&topic.name, others)?;
    let written = page.document.front.topics.iter().find(|written| written.value == topic.name)?;
    let message = format!("only this page has the topic `{}`", topic.name);
    Some(Diagnostic::new(&CHECK, message, &page.document.path, written.span).help(help))
}
