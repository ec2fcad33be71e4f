//! A do/don't rule without a reason.
//!
//! A warning: the rule works, but a rule with a reason is followed more often and remembered longer.

use super::rules;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::warning("rule-without-why", "a do/don't rule gives no reason");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let bare = rules(page).filter(|rule| rule.why.is_empty());
    bare.map(|rule| {
        let span = page.document.first_line(rule.span);
        Diagnostic::new(&CHECK, "this rule does not say why", &page.document.path, span)
            .help("write the why on the next line, indented like the rule's text")
    })
    .collect()
}
