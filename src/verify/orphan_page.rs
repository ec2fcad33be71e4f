//! A page that neither the navigation nor a link on another page leads to.
//!
//! A warning: it is published and searchable, but whoever browses never meets it. Only a `nav:` written by hand
//! can leave a page out.

use std::collections::BTreeSet;

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::plan::{PageId, Site, Target};

pub(super) static CHECK: Check = Check::warning("orphan-page", "neither the navigation nor a link leads to a page");

pub(super) fn look(site: &Site) -> Diagnostics {
    let linked = linked_pages(site);
    let orphans = site.pages_with_ids().filter(|(id, page)| {
        let in_order = page.previous.is_some() || *id == site.home;
        page.written && !in_order && !linked.contains(id)
    });
    orphans
        .map(|(_, page)| {
            Diagnostic::about_file(&CHECK, "no link and no entry of `nav:` leads to this page", &page.document.path)
                .help("link to it, add it to `nav:` in content/handbook.yaml, or mark it `draft: true`")
        })
        .collect()
}

/// The pages that another page links to.
fn linked_pages(site: &Site) -> BTreeSet<PageId> {
    let links = site.pages_with_ids().flat_map(|(from, page)| page.links.iter().map(move |target| (from, target)));
    links
        .filter_map(|(from, target)| match target {
            Target::Page { page, .. } if *page != from => Some(*page),
            _ => None,
        })
        .collect()
}
