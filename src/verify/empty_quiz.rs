//! A quiz that asks nothing.
//!
//! An error: its page promises questions, and its reader finds none.

use super::{front_key, questions};
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{Draw, Kind};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::error("empty-quiz", "a page of `kind: quiz` has no question, or draws none");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    let front = &page.document.front;
    if front.kind != Kind::Quiz || !page.pool.is_empty() || questions(page).next().is_some() {
        return Diagnostics::new();
    }
    match &front.draw {
        None => {
            let help = "give it a level-2 heading with an answer below, or let it `draw:` from other pages";
            vec![report(page, "this quiz has no question", "kind", help)]
        }
        Some(draw) if names_no_page(site, draw) => Diagnostics::new(),
        Some(_) => {
            let help = "ask for `rules:` or `questions:`, and name topics whose pages have some";
            vec![report(page, "this quiz finds nothing to draw", "draw", help)]
        }
    }
}

/// Whether a topic is unknown, which has a report of its own.
fn names_no_page(site: &Site, draw: &Draw) -> bool {
    draw.topics.iter().any(|topic| !site.topics.iter().any(|known| known.name == topic.value))
}

fn report(page: &Page, message: &str, key: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&CHECK, message, &page.document.path, front_key(&page.document, key)).help(help)
}
