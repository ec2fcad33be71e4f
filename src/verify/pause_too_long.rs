//! More than nine items of a checklist between two headings.
//!
//! A warning: at a pause point nobody keeps more than nine things in mind, and the rest is skipped.

use std::collections::BTreeMap;

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Span};
use crate::parse::{Block, BlockKind, Checklist, NodeId};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::warning("pause-too-long", "a checklist has over nine items between two headings");

/// The most items that a pause point may have.
const LIMIT: usize = 9;

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let headings = &page.document.headings;
    let mut pauses: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    for (node, list) in outermost_checklists(&page.document.blocks) {
        let pause = headings.partition_point(|heading| heading.node < node);
        pauses
            .entry(pause)
            .or_default()
            .extend(list.items.iter().filter(|item| item.task.is_some()).map(|item| item.span));
    }
    pauses.values().filter_map(|items| report(page, items)).collect()
}

fn report(page: &Page, items: &[Span]) -> Option<Diagnostic> {
    let beyond = page.document.first_line(*items.get(LIMIT)?);
    let message = format!("{} items without a pause, and this is the tenth", items.len());
    let report = Diagnostic::new(&CHECK, message, &page.document.path, beyond);
    Some(report.help("put a heading before it, or drop what is never missed"))
}

/// The checklists that do not stand in another's detail, each with its first node.
fn outermost_checklists(blocks: &[Block]) -> impl Iterator<Item = (NodeId, &Checklist)> {
    let mut end = 0;
    blocks.iter().filter_map(move |block| {
        let BlockKind::Checklist(list) = &block.kind else { return None };
        let is_outermost = block.nodes.start >= end;
        is_outermost.then(|| {
            end = block.nodes.end;
            (block.nodes.start, list)
        })
    })
}
