//! An address that could run a script or hide where it leads.
//!
//! An error: it is left out of what is published, so the link would do nothing.

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{Page, Site, Target};

pub(super) static CHECK: Check =
    Check::error("forbidden-address", "an address such as `javascript:` or `data:` is never published");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let forbidden = page.document.links.iter().zip(&page.links).filter(|(_, target)| **target == Target::Forbidden);
    forbidden
        .map(|(link, _)| {
            let scheme: String = link.to.chars().take_while(|character| *character != ':').take(20).collect();
            let message = format!("an address that begins with `{}:` is never published", scheme.escape_debug());
            Diagnostic::new(&CHECK, message, &page.document.path, link.span)
                .help("link to a page, a file, or an address with https:, mailto: or tel:")
        })
        .collect()
}
