//! A page at each old address that leads to the new one, without a script.

use std::sync::Arc;

use tera::Value;

use super::{List, render_page};
use crate::plan::{Redirect, Site};
use crate::render::view::PageView;
use crate::render::{Output, Shared};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let output = |redirect: &Redirect| {
        let shared = Arc::clone(shared);
        let (from, to) = (redirect.from.clone(), redirect.to);
        let path = from.out_path();
        let output = Output::new(move |site| {
            let target = &site.page(to).address;
            let mut page = PageView::new(site, "redirect", &from, shared.string("moved"));
            page.set(
                "canonical",
                crate::render::templates::optional(crate::render::view::absolute(site, target).as_deref()),
            );
            render_page(site, &shared, "redirect", &from, page, [("target", Value::from(target.href()))])
        });
        (path, output)
    };
    site.redirects.iter().map(output).collect()
}
