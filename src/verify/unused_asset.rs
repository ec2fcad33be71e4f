//! A file under `content/` that nothing points at.
//!
//! A warning: it is copied all the same, and may be what a misspelt link meant.

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::Site;

pub(super) static CHECK: Check = Check::warning("unused-asset", "nothing points at a file that is copied");

pub(super) fn look(site: &Site) -> Diagnostics {
    let unused = site.assets.iter().filter(|asset| !asset.used);
    unused
        .map(|asset| {
            Diagnostic::about_file(&CHECK, "nothing points at this file", &asset.path)
                .help("link to it, or move it out of content/")
        })
        .collect()
}
