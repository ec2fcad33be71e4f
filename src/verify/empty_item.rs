//! A checklist item that says nothing.
//!
//! An error: a box without words cannot be read out, ticked with reason, or found again.

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{BlockKind, NodeKind};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::error("empty-item", "a checklist item has no words");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let document = &page.document;
    let lists = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Checklist(list) => Some(list),
        _ => None,
    });
    let empty = lists.flat_map(|list| &list.items).filter(|item| {
        let label = item.label.lead.clone();
        let has_picture = label.clone().any(|id| matches!(document.tree.node(id).kind, NodeKind::Image { .. }));
        item.task.is_some() && !has_picture && document.plain_text(label).trim().is_empty()
    });
    empty
        .map(|item| {
            let span = document.first_line(item.span);
            Diagnostic::new(&CHECK, "this item has a box and no words", &document.path, span)
                .help("say on the same line what is to be done")
        })
        .collect()
}
