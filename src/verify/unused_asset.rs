//! A file under `content/` that nothing points at.
//!
//! A warning: it is copied all the same, and may be what a misspelt link meant. Hosts and browsers ask for some
//! files right under `content/` by their names, such as `favicon.ico` or `CNAME`; nobody need point at those.

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::path::SourcePath;
use crate::plan::Site;

pub(super) static CHECK: Check = Check::warning("unused-asset", "nothing points at a file that is copied");

pub(super) fn look(site: &Site) -> Diagnostics {
    let unused = site.assets.iter().filter(|asset| !asset.used && !is_asked_for_by_name(&asset.path));
    unused
        .map(|asset| {
            Diagnostic::about_file(&CHECK, "nothing points at this file", &asset.path)
                .help("link to it, or move it out of content/")
        })
        .collect()
}

/// Whether a file may be what a host, a browser or a service that verifies the owner asks for by its name.
fn is_asked_for_by_name(path: &SourcePath) -> bool {
    let known = matches!(path.extension(), "" | "ico" | "txt" | "xml" | "html" | "json");
    path.folder() == "content" && (known || path.stem().starts_with("apple-touch-icon"))
}
