//! A page of `kind: checklist` that does not say when to go through it.
//!
//! A warning: the list works, but a checklist without its moment is one that nobody opens.

use super::front_key;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::Kind;
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::warning("checklist-without-moment", "a checklist does not say when to go through it");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let front = &page.document.front;
    let says_when = front.when.as_ref().is_some_and(|when| !when.trim().is_empty());
    if front.kind != Kind::Checklist || says_when {
        return Vec::new();
    }
    let span = front_key(&page.document, "kind");
    let report = Diagnostic::new(&CHECK, "this checklist does not say when to use it", &page.document.path, span);
    vec![report.help("name the moment to stop and go through it: `when: Before you press send`")]
}
