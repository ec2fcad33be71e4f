//! How much room a checklist takes on paper: the theme picks its type size by it, and `verify` warns of what is too long.
//!
//! The measures are measurements: made-up lists of 4 to 40 items, printed by Chromium on A4 and on Letter in the default
//! theme with a wide sans serif. Lists of [`SHEET_LINES`] lines or fewer were one sheet in the theme's smallest type.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::parse::{Block, BlockKind, ChecklistItem, Document, NodeId, NodeKind};

/// The most lines that fit one sheet.
pub const SHEET_LINES: u32 = 48;

/// Columns of a line of each kind of text, in the smallest type.
const ITEM_COLUMNS: usize = 90;
const DETAIL_COLUMNS: usize = 100;
const TEXT_COLUMNS: usize = 95;

/// Tenths of a line: what a heading takes, how high a line of detail is, and the room around an item, a paragraph
/// and the notes.
const HEADING: usize = 25;
const DETAIL_LINE: usize = 9;
const AROUND_ITEM: usize = 6;
const AROUND_TEXT: usize = 5;
const AROUND_NOTES: usize = 20;

/// What a picture takes at its highest, as the theme prints it.
const PICTURE_LINES: usize = 20;

/// About how many lines `document` takes on paper, its title and what stands at the foot of the sheet not counted.
pub fn sheet_lines(document: &Document) -> u32 {
    let tenths: usize = parts(document).map(|part| part.tenths(document)).sum::<usize>() + note_tenths(document);
    u32::try_from(tenths.div_ceil(10)).unwrap_or(u32::MAX)
}

/// The addresses of other sites stand below the text, one a line.
fn note_tenths(document: &Document) -> usize {
    let outside = document.links.iter().filter(|link| link.to.starts_with("http"));
    let lines: usize = outside.map(|link| link.to.width().div_ceil(DETAIL_COLUMNS)).sum();
    lines * DETAIL_LINE + if lines > 0 { AROUND_NOTES } else { 0 }
}

/// What stands on a page, from top to bottom.
enum Part<'a> {
    Block(&'a Block),
    Node(NodeId),
}

fn parts(document: &Document) -> impl Iterator<Item = Part<'_>> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let id = next;
        if id >= document.tree.all().end {
            return None;
        }
        let at = document.blocks.partition_point(|block| block.nodes.start < id);
        let block = document.blocks.get(at).filter(|block| block.nodes.start == id);
        next = block.map_or(document.tree.node(id).end, |block| block.nodes.end.max(id + 1));
        Some(block.map_or(Part::Node(id), Part::Block))
    })
}

impl Part<'_> {
    fn tenths(&self, document: &Document) -> usize {
        match self {
            Self::Block(Block { kind: BlockKind::Checklist(list), .. }) => {
                list.items.iter().map(|item| item_tenths(document, item)).sum()
            }
            // A rule's why stands on lines of its own, with room around both.
            Self::Block(Block { kind: BlockKind::Rules(list), nodes, .. }) => {
                text_tenths(document, nodes.clone()) + list.rules.len() * (10 + AROUND_ITEM)
            }
            Self::Block(block) => text_tenths(document, block.nodes.clone()),
            Self::Node(id) if matches!(document.tree.node(*id).kind, NodeKind::Heading { .. }) => HEADING,
            Self::Node(id) => text_tenths(document, document.tree.inside(*id)),
        }
    }
}

fn item_tenths(document: &Document, item: &ChecklistItem) -> usize {
    let label = columns(document, item.label.lead.clone()).div_ceil(ITEM_COLUMNS).max(1);
    let detail = columns(document, item.detail.lead.clone()).div_ceil(DETAIL_COLUMNS);
    let more = lines(document, item.detail.rest.clone(), DETAIL_COLUMNS);
    let is_task = |id: &NodeId| matches!(document.tree.node(*id).kind, NodeKind::Item { task: Some(_) });
    let boxes_within = item.detail.rest.clone().filter(is_task).count();
    label * 10 + AROUND_ITEM + (detail + more) * DETAIL_LINE + boxes_within * (AROUND_ITEM + 10 - DETAIL_LINE)
}

fn text_tenths(document: &Document, range: Range<NodeId>) -> usize {
    lines(document, range, TEXT_COLUMNS) * 10 + AROUND_TEXT
}

/// The lines of running text; each item of a list and each row of a table opens one, and a picture takes many.
fn lines(document: &Document, range: Range<NodeId>, width: usize) -> usize {
    let more = range.clone().map(|id| match document.tree.node(id).kind {
        NodeKind::Item { .. } => 1,
        NodeKind::TableHead | NodeKind::TableRow => 2,
        NodeKind::Image { .. } => PICTURE_LINES,
        _ => 0,
    });
    more.sum::<usize>() + columns(document, range).div_ceil(width)
}

fn columns(document: &Document, range: Range<NodeId>) -> usize {
    document.plain_text(range).width()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Body, Role, SourceFile, Sources};
    use crate::parse::parse;
    use crate::path::SourcePath;

    fn lines(text: &str) -> u32 {
        let path = SourcePath::new("content/a.md");
        let file = SourceFile { role: Role::of(&path).unwrap(), path, body: Body::Text(text.into()), stamp: None };
        sheet_lines(&parse(&Sources::new([file])).0.pages[0])
    }

    #[test]
    fn headings_items_details_and_addresses_take_room() {
        assert_eq!(lines(""), 0);
        assert_eq!(lines("## Before\n"), 3);
        assert_eq!(lines("- [ ] One\n- [ ] Two\n- [ ] Three\n"), 5);
        assert_eq!(lines("- [ ] One\n  Its detail.\n- [ ] Two\n  Its detail.\n"), 5);
        assert_eq!(lines("- [ ] One\n  - [ ] Two\n  - [ ] Three\n"), 6);
        assert_eq!(lines("See [this](https://example.org/).\n"), 5);
        assert_eq!(lines(&"A word or two. ".repeat(20)), 5);
    }

    #[test]
    fn wide_letters_take_twice_the_room() {
        assert!(lines(&"山".repeat(100)) > lines(&"a".repeat(100)));
    }
}
