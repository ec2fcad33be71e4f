//! `/404.html`: what a host answers with at an address that does not exist, whatever its depth.

use std::sync::Arc;

use super::tools::some_topics;
use super::{List, page_context};
use crate::diagnostic::Diagnostic;
use crate::path::{Address, SourcePath};
use crate::plan::Site;
use crate::render::view::PageView;
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(_: &Site, shared: &Arc<Shared>) -> List {
    let shared = Arc::clone(shared);
    let address = Address::new("404.html");
    vec![(address.out_path(), Output::new(move |site| not_found(site, &shared, &address)))]
}

fn not_found(site: &Site, shared: &Shared, address: &Address) -> Result<Bytes, Diagnostic> {
    let page = PageView::new(site, "not-found", address, shared.string("not_found"));
    let about = SourcePath::new("/404.html");
    let mut context = page_context(site, shared, "not-found", &absolute_root(site), None, &about, page)?;
    context.insert_value("topics", some_topics(site));
    shared.templates.render_kind(site, "not-found", &about, &context, 0).map(Bytes::Memory)
}

/// The path of the site's root on its host: relative addresses would hang on how deep the missing one was.
fn absolute_root(site: &Site) -> String {
    let base = site.config.base_url.as_ref().map_or("", |base| base.value.as_str());
    let after_scheme = base.split_once("//").map_or("", |(_, rest)| rest);
    after_scheme.find('/').map_or_else(|| "/".to_owned(), |at| after_scheme[at..].to_owned())
}
