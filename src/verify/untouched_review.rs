//! A page whose last review is over a year behind the newest in the handbook.
//!
//! A warning: what it says may be as true as ever, but nobody has looked. The newest review stands in for today,
//! so that the same input gives the same report on any day.

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::Date;
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::warning("untouched-review", "a page was last reviewed over a year before the newest review");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    let (Some(newest), Some(reviewed)) = (site.newest_review, &page.document.front.reviewed) else {
        return Vec::new();
    };
    if a_year_after(reviewed.value) >= newest {
        return Vec::new();
    }
    let message = format!("last reviewed over a year before the handbook's newest review, {newest}");
    let report = Diagnostic::new(&CHECK, message, &page.document.path, reviewed.span);
    vec![report.help("read it again, mend what is no longer true, and write today's date")]
}

fn a_year_after(date: Date) -> Date {
    Date { year: date.year.saturating_add(1), ..date }
}
