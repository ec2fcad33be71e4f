//! Each checklist as plain Markdown, for pasting where Markdown is understood: issues, notes, chats.

use std::ops::Range;
use std::sync::Arc;

use super::List;
use crate::parse::{BlockKind, ChecklistItem, Document, NodeId, NodeKind};
use crate::path::OutPath;
use crate::plan::{Page, PageKind, Site};
use crate::render::view::{absolute, markdown_address};
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let checklists = site.pages_with_ids().filter(|(_, page)| page.kind == PageKind::Checklist);
    let output = |(id, page): (_, &Page)| {
        let shared = Arc::clone(shared);
        let path = OutPath::new(markdown_address(page).as_str());
        (path, Output::new(move |site| Ok(Bytes::from(copy(site, &shared, site.page(id))))))
    };
    checklists.map(output).collect()
}

/// Title, moment, then the page in order: headings, items with their details, and of the rest the bare text.
fn copy(site: &Site, shared: &Shared, page: &Page) -> String {
    let document = &page.document;
    let mut parts = vec![format!("# {}", page.title)];
    parts.extend(document.front.when.as_ref().map(|when| format!("{}: {when}", shared.string("when"))));
    let mut next = 0;
    while next < document.tree.all().end {
        let block = document.blocks.iter().find(|block| block.nodes.start == next);
        let (part, end) = match block {
            Some(block) => (block_text(document, &block.kind, block.nodes.clone()), block.nodes.end.max(next + 1)),
            None => (node_text(document, next, &page.title), document.tree.node(next).end),
        };
        parts.extend(part);
        next = end;
    }
    parts.extend(absolute(site, &page.address));
    parts.join("\n\n") + "\n"
}

fn block_text(document: &Document, kind: &BlockKind, nodes: Range<NodeId>) -> Option<String> {
    match kind {
        BlockKind::Checklist(list) => {
            Some(list.items.iter().map(|item| item_text(document, item)).collect::<Vec<_>>().join("\n"))
        }
        BlockKind::Rules(_) | BlockKind::Question(_) => line(document, nodes),
    }
}

fn item_text(document: &Document, item: &ChecklistItem) -> String {
    let tick = if item.checked { 'x' } else { ' ' };
    let label = line(document, item.label.lead.clone()).unwrap_or_default();
    let detail =
        [item.detail.lead.clone(), item.detail.rest.clone()].into_iter().filter_map(|part| line(document, part));
    detail.fold(format!("- [{tick}] {label}"), |text, detail| format!("{text}\n  {detail}"))
}

fn node_text(document: &Document, id: NodeId, title: &str) -> Option<String> {
    let text = line(document, document.tree.inside(id))?;
    match document.tree.node(id).kind {
        NodeKind::Heading { level: 1, .. } if text == title => None,
        NodeKind::Heading { level, .. } => Some(format!("{} {text}", "#".repeat(usize::from(level)))),
        _ => Some(text),
    }
}

/// The text of `range` in one line; `None` without any.
fn line(document: &Document, range: Range<NodeId>) -> Option<String> {
    let text = document.plain_text(range).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
