//! A checklist that is more than one sheet of paper.
//!
//! A warning: what does not fit a page is not carried in a pocket, and its second half is left at the printer.

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, PageKind, SHEET_LINES, Site, sheet_lines};

pub(super) static CHECK: Check =
    Check::warning("checklist-too-long", "a checklist does not fit one sheet of paper, even in the smallest type");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    if page.kind != PageKind::Checklist {
        return Diagnostics::new();
    }
    let lines = sheet_lines(&page.document);
    if lines <= SHEET_LINES {
        return Diagnostics::new();
    }
    let message = format!("on paper this is about {lines} lines, and a sheet of A4 or Letter holds {SHEET_LINES}");
    let place = super::front_key(&page.document, "kind");
    let report = Diagnostic::new(&CHECK, message, &page.document.path, place);
    vec![report.help("shorten the details, drop what is never missed, or make it two checklists")]
}
