//! Where things stand in a [`Document`]: what a link can lead to, and the words that a report underlines.

use super::document::{BlockKind, Checklist, Document, Form, Fragment, Ident};
use crate::diagnostic::Span;

impl Document {
    /// Every name on the page that `#name` leads to: those of headings, rules, items, questions and raw HTML,
    /// and `top`, which browsers know without being told.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().map(|heading| &heading.id);
        let blocks = self.blocks.iter().flat_map(|block| block.kind.idents());
        headings.chain(blocks).chain(&self.html_ids).map(|ident| &*ident.name).chain(["top"])
    }

    /// Where ids are written out, `#name` in `{#name}`.
    pub fn written_ids(&self) -> impl Iterator<Item = Span> + '_ {
        let headings = self.headings.iter().map(|heading| &heading.id);
        let blocks = self.blocks.iter().flat_map(|block| block.kind.idents());
        headings.chain(blocks).filter(|ident| ident.explicit).map(|ident| ident.span)
    }

    /// The part of `span` on its first line, without white space at the end.
    pub fn first_line(&self, span: Span) -> Span {
        let range = span.range();
        let line = self.text.get(range.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        Span::new(range.start..range.start + line.trim_end().len())
    }
}

impl Checklist {
    /// How many boxes it has, those of lists in it not counted.
    pub fn tasks(&self) -> usize {
        self.items.iter().filter(|item| item.task.is_some()).count()
    }
}

impl BlockKind {
    /// The ids of the block and of its parts, in order.
    fn idents(&self) -> Vec<&Ident> {
        match self {
            Self::Rules(list) => list.rules.iter().map(|rule| &rule.id).collect(),
            Self::Checklist(list) => list.items.iter().map(|item| &item.id).collect(),
            Self::Question(question) => {
                let rules = match &question.form {
                    Form::Judge { rules } => rules.as_slice(),
                    _ => &[],
                };
                std::iter::once(&question.id).chain(rules.iter().map(|rule| &rule.id)).collect()
            }
        }
    }
}

impl Fragment {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.rest.is_empty()
    }
}
