//! A drawn quiz that asks for more than there is to draw.
//!
//! A warning: the quiz works with what is there, but is shorter than its author thinks.

use super::front_key;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::warning("short-draw", "a quiz asks for more than there is to draw");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let Some(draw) = &page.document.front.draw else { return Diagnostics::new() };
    let rules = page.pool.iter().filter(|entry| entry.rule.is_some()).count();
    let sides = [("rules", draw.rules, rules), ("questions", draw.questions, page.pool.len() - rules)];
    sides
        .into_iter()
        // What finds nothing at all has a report of its own.
        .filter(|(_, wanted, found)| *wanted as usize > *found && !page.pool.is_empty())
        .map(|(what, wanted, found)| {
            let message = format!("this quiz asks for {wanted} {what}, and can draw {found}");
            Diagnostic::new(&CHECK, message, &page.document.path, front_key(&page.document, "draw"))
                .help("ask for fewer, or draw from more topics")
        })
        .collect()
}
