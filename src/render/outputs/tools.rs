//! The pages that a script fills: `/search/`, `/review/`, `/progress/`.

use std::sync::Arc;

use tera::Value;

use super::{List, render_page};
use crate::path::Address;
use crate::plan::Site;
use crate::render::view::{PageView, topic_view};
use crate::render::{Output, Shared};

/// The most topics that a page lists for want of anything better.
pub(super) const TOPIC_LIMIT: usize = 60;

/// Kind (and folder) of each page, with the string that is its title.
const TOOLS: &[(&str, &str)] = &[("search", "search_title"), ("review", "review"), ("progress", "progress")];

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let wanted = TOOLS.iter().filter(|(kind, _)| *kind != "search" || site.config.search);
    let output = |&(kind, title): &(&'static str, &'static str)| {
        let shared = Arc::clone(shared);
        let address = Address::new(format!("{kind}/"));
        let path = address.out_path();
        let output = Output::new(move |site| {
            let page = PageView::new(site, kind, &address, shared.string(title));
            render_page(site, &shared, kind, &address, page, [("topics", some_topics(site))])
        });
        (path, output)
    };
    wanted.map(output).collect()
}

/// The first topics.
pub(super) fn some_topics(site: &Site) -> Value {
    Value::from(site.topics.iter().take(TOPIC_LIMIT).map(topic_view).collect::<Vec<_>>())
}
