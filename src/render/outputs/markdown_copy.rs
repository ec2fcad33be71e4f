//! Each checklist as plain Markdown, for pasting where Markdown is understood: issues, notes, chats.

use std::sync::Arc;

use super::List;
use crate::path::OutPath;
use crate::plan::{Page, PageKind, Site};
use crate::render::markdown::of_page;
use crate::render::view::markdown_address;
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let checklists = site.pages_with_ids().filter(|(_, page)| page.kind == PageKind::Checklist);
    let output = |(id, page): (_, &Page)| {
        let shared = Arc::clone(shared);
        let path = OutPath::new(markdown_address(page).as_str());
        (path, Output::new(move |site| Ok(Bytes::from(of_page(site, &shared, id).text()))))
    };
    checklists.map(output).collect()
}
