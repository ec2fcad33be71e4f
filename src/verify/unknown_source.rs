//! A page cites a work that `content/sources.yaml` does not list.
//!
//! An error: the citation would be missing from the page.

use super::did_you_mean;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::error("unknown-source", "a page cites a work that sources.yaml does not list");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    let keys = || site.works.iter().map(|cited| cited.work.key.value.as_str());
    let unknown = page.document.front.sources.iter().filter(|key| !keys().any(|known| known == key.value));
    unknown
        .map(|key| {
            let message = format!("content/sources.yaml lists no `{}`", key.value);
            let help = did_you_mean(&key.value, keys());
            Diagnostic::new(&CHECK, message, &page.document.path, key.span)
                .help(help.unwrap_or_else(|| "add it there, or take it out here".to_owned()))
        })
        .collect()
}
