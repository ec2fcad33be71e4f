//! A page's tree -> the [`Block`]s in it: rules, checklists and questions. Each file here recognises one form.
//! The tree changes in one way only: the `{#id}` of an item and the word that opens a rule leave its text.

mod checklist;
mod choose;
mod item;
mod judge;
mod order;
mod question;
mod rules;
mod scene;
mod specimen;

use std::ops::Range;

pub(super) use scene::Scene;
pub use specimen::plain_mark;

use super::document::{Block, BlockKind, Heading, Ident};
use super::front_matter::Kind;
use super::tree::{NodeId, NodeKind};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The blocks, in order of their first node.
    pub blocks: Vec<Block>,
    /// For each block, the heading whose id it shares: a question's prompt.
    headings: Vec<Option<usize>>,
}

/// Something found: its nodes, what it is, and the heading whose id it shares.
type Finding = (Range<NodeId>, BlockKind, Option<usize>);

/// Finds all blocks; `fences` are the fences marked `quiz`.
pub(super) fn find(scene: &mut Scene<'_>, kind: Kind, fences: &[NodeId], headings: &[Heading]) -> Found {
    let sections = if kind == Kind::Quiz { question::sections(scene, fences) } else { Vec::new() };
    let section_at =
        |id| sections.binary_search_by_key(&id, |section| section.start).ok().and_then(|at| sections.get(at));
    let mut found = Found::default();
    let mut level = 1;
    let mut id = 0;
    while id < scene.tree.all().end {
        let finding = match scene.kind(id) {
            NodeKind::Heading { level: own, .. } => {
                level = own;
                section_at(id).map(|section| question::in_section(scene, section, headings))
            }
            NodeKind::CodeBlock { .. } if fences.binary_search(&id).is_ok() => {
                Some(question::in_fence(scene, id, (level + 1).min(6), headings))
            }
            NodeKind::List { .. } => list(scene, id),
            _ => None,
        };
        id = match finding {
            Some(finding) => found.push(scene, finding, fences),
            None => id + 1,
        };
    }
    found
}

impl Found {
    /// Keeps a block; returns the node to go on with. The detail of an item may hold blocks of its own, but a question
    /// is one whole.
    fn push(&mut self, scene: &mut Scene<'_>, (nodes, kind, heading): Finding, fences: &[NodeId]) -> NodeId {
        let mut next = nodes.start + 1;
        if matches!(kind, BlockKind::Question(_)) {
            question::report_nested(scene, next..nodes.end, fences);
            next = nodes.end;
        }
        self.blocks.push(Block { nodes, kind });
        self.headings.push(heading);
        next
    }

    /// The ids that are the blocks' own, to be made unique.
    pub(super) fn idents(&mut self) -> Vec<&mut Ident> {
        let blocks = self.blocks.iter_mut().zip(&self.headings);
        blocks.flat_map(|(block, heading)| block.kind.idents_mut(heading.is_some())).collect()
    }

    /// Gives each question under a heading that heading's id.
    pub(super) fn share_ids(&mut self, headings: &[Heading]) {
        for (block, heading) in self.blocks.iter_mut().zip(&self.headings) {
            let heading = heading.and_then(|index| headings.get(index));
            if let (BlockKind::Question(question), Some(heading)) = (&mut block.kind, heading) {
                question.id = heading.id.clone();
            }
        }
    }
}

impl BlockKind {
    fn idents_mut(&mut self, headed: bool) -> Vec<&mut Ident> {
        match self {
            Self::Rules(list) => list.rules.iter_mut().map(|rule| &mut rule.id).collect(),
            Self::Checklist(list) => list.items.iter_mut().map(|item| &mut item.id).collect(),
            Self::Question(question) => {
                let rules = question.form.rules_mut().iter_mut().map(|rule| &mut rule.id);
                let own = (!headed).then_some(&mut question.id);
                own.into_iter().chain(rules).collect()
            }
        }
    }
}

/// What a list outside of questions is.
fn list(scene: &mut Scene<'_>, list: NodeId) -> Option<Finding> {
    let kind = if checklist::recognise(scene, list) {
        BlockKind::Checklist(checklist::read(scene, list))
    } else if rules::recognise(scene, list) {
        BlockKind::Rules(rules::read(scene, list))
    } else {
        return None;
    };
    Some((list..scene.tree.node(list).end, kind, None))
}

#[cfg(test)]
mod tests;
