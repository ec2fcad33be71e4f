//! More than nine items of a checklist between two headings.
//!
//! A warning: at a pause point nobody keeps more than nine things in mind, and the rest is skipped.

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Span};
use crate::parse::{Block, BlockKind, Checklist, NodeId};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::warning("pause-too-long", "a checklist has over nine items between two headings");

/// The most items that a pause point may have.
const LIMIT: usize = 9;

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let lists = outermost_checklists(&page.document.blocks);
    let mut diagnostics = Vec::new();
    let mut ends: Vec<NodeId> = page.document.headings.iter().map(|heading| heading.node).collect();
    ends.push(NodeId::MAX);
    let mut lists = lists.into_iter().peekable();
    for end in ends {
        let mut items: Vec<Span> = Vec::new();
        while let Some((_, list)) = lists.next_if(|(node, _)| *node < end) {
            items.extend(list.items.iter().map(|item| item.span));
        }
        diagnostics.extend(items.get(LIMIT).map(|first_beyond| report(page, items.len(), *first_beyond)));
    }
    diagnostics
}

fn report(page: &Page, count: usize, first_beyond: Span) -> Diagnostic {
    let message = format!("{count} items without a pause, and this is the tenth");
    Diagnostic::new(&CHECK, message, &page.document.path, page.document.first_line(first_beyond))
        .help("put a heading before it, or drop what is never missed")
}

/// The checklists that do not stand in another's detail, each with its first node.
fn outermost_checklists(blocks: &[Block]) -> Vec<(NodeId, &Checklist)> {
    let mut end = 0;
    let mut lists = Vec::new();
    for block in blocks.iter().filter(|block| block.nodes.start >= end || block.nodes.is_empty()) {
        if let BlockKind::Checklist(list) = &block.kind {
            end = block.nodes.end;
            lists.push((block.nodes.start, list));
        }
    }
    lists
}
