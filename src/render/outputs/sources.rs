//! `/sources/`: the works cited, each with the pages that cite it.

use std::sync::Arc;

use tera::Value;

use super::{List, render_page};
use crate::path::Address;
use crate::plan::{Site, WorkId};
use crate::render::view::{PageView, cited_work_view};
use crate::render::{Output, Shared};

pub(super) fn list(_: &Site, shared: &Arc<Shared>) -> List {
    let shared = Arc::clone(shared);
    let address = Address::new("sources/");
    let path = address.out_path();
    let output = Output::new(move |site| {
        let page = PageView::new(site, "sources", &address, shared.string("sources"));
        let works: Vec<_> = (0u32..).map(WorkId).zip(&site.works).map(|(id, _)| cited_work_view(site, id)).collect();
        render_page(site, &shared, "sources", &address, page, [("works", Value::from(works))])
    });
    vec![(path, output)]
}
