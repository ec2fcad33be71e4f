//! What all forms of block are recognised in: the page's text and tree, the words of its language, and what was
//! found wrong so far.

use std::ops::Range;

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Span};
use crate::parse::checks::MALFORMED_QUESTION;
use crate::parse::document::{Fragment, Ident, Verdict};
use crate::parse::ids::{self, trailing_id};
use crate::parse::tree::{NodeId, NodeKind, TextRef, Tree};
use crate::parse::words::Words;
use crate::path::SourcePath;

/// A page whose blocks are looked for.
pub(in crate::parse) struct Scene<'a> {
    /// The file, for reports.
    pub path: &'a SourcePath,
    /// Its text.
    pub file: &'a str,
    /// Its tree.
    pub tree: &'a mut Tree,
    /// The words that open a rule.
    pub words: &'a Words,
    /// What was wrong.
    pub diagnostics: Diagnostics,
}

impl Scene<'_> {
    // ---- reports

    /// Reports something wrong with a question.
    pub(super) fn malformed(&mut self, message: &str, span: Span, help: &str) {
        self.report(&MALFORMED_QUESTION, message.to_owned(), span, help.to_owned());
    }

    /// Reports a finding of `check`, on the first line of `span`.
    pub(super) fn report(&mut self, check: &'static Check, message: String, span: Span, help: String) {
        let span = self.line_of(span);
        self.diagnostics.push(Diagnostic::new(check, message, self.path, span).help(help));
    }

    /// The part of a span on its first line.
    pub(super) fn line_of(&self, span: Span) -> Span {
        let range = span.range();
        let line = self.file.get(range.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        Span::new(range.start..range.start + line.trim_end().len())
    }

    // ---- the tree

    /// The items of a list, or whatever else are the children of a node.
    pub(super) fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.tree.siblings(self.tree.inside(id)).collect()
    }

    /// What kind of node it is.
    pub(super) fn kind(&self, id: NodeId) -> NodeKind {
        self.tree.node(id).kind
    }

    /// Where a node stands.
    pub(super) fn span(&self, id: NodeId) -> Span {
        self.tree.node(id).span
    }

    /// The text of a range of nodes, without markup.
    pub(super) fn plain(&self, range: Range<NodeId>) -> String {
        self.tree.plain_text(self.file, range)
    }

    /// The text of a node that is nothing but text.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match self.kind(id) {
            NodeKind::Text(text) => Some(self.tree.text(self.file, text)),
            _ => None,
        }
    }

    /// Whether nothing that a reader sees stands in a range of inline nodes.
    pub(super) fn is_blank(&self, range: Range<NodeId>) -> bool {
        let is_seen = |id| match self.kind(id) {
            NodeKind::Image { .. } => true,
            NodeKind::Text(text) | NodeKind::Code(text) => !self.tree.text(self.file, text).trim().is_empty(),
            NodeKind::Html(html) => !is_comment(self.tree.text(self.file, html)),
            _ => false,
        };
        !range.into_iter().any(is_seen)
    }

    /// What stands in a node: the lines of its first paragraph, then blocks.
    pub(super) fn content(&self, inside: Range<NodeId>) -> Fragment {
        let first = inside.start;
        if inside.is_empty() {
            return Fragment { lead: first..first, rest: first..inside.end };
        }
        if self.kind(first) == NodeKind::Paragraph {
            let lead = self.tree.inside(first);
            return Fragment { rest: lead.end..inside.end, lead };
        }
        let blocks = self.tree.siblings(inside.clone()).find(|id| !self.kind(*id).is_inline());
        let end = blocks.unwrap_or(inside.end);
        Fragment { lead: first..end, rest: end..inside.end }
    }

    /// A line, and what follows its end.
    pub(super) fn first_line(&self, inline: Range<NodeId>) -> (Range<NodeId>, Range<NodeId>) {
        let breaks = |id: &NodeId| matches!(self.kind(*id), NodeKind::SoftBreak | NodeKind::HardBreak);
        match self.tree.siblings(inline.clone()).find(breaks) {
            Some(end) => (inline.start..end, end + 1..inline.end),
            None => (inline.clone(), inline.end..inline.end),
        }
    }

    /// The first line of an item, and what follows its end. Markdown joins an empty line to the next; here it stays empty.
    pub(super) fn opening_line(&self, item: NodeId, lead: Range<NodeId>) -> (Range<NodeId>, Range<NodeId>) {
        let begins = self.span(item).range().start;
        let written = self.tree.span_of(lead.clone()).map_or(begins, |span| span.range().start);
        match self.file.get(begins..written) {
            Some(before) if before.contains(['\n', '\r']) => (lead.start..lead.start, lead),
            _ => self.first_line(lead),
        }
    }

    /// The verdict in bold that opens a line, after nothing but an emoji; and the node after it.
    pub(super) fn opening_verdict(&self, line: Range<NodeId>) -> Option<(Verdict, NodeId)> {
        let mut nodes = self.tree.siblings(line);
        let mut first = nodes.next()?;
        if self.text(first).is_some_and(|text| !text.contains(char::is_alphanumeric)) {
            first = nodes.next()?;
        }
        let bold = self.tree.node(first);
        if bold.kind != NodeKind::Strong {
            return None;
        }
        let verdict = self.words.verdict(&self.plain(self.tree.inside(first)))?;
        Some((verdict, bold.end))
    }

    // ---- what leaves the text

    /// Takes the `{#id}` at the end of a line out of its text.
    pub(super) fn take_id(&mut self, line: Range<NodeId>) -> Option<Ident> {
        let last = self.tree.siblings(line).last()?;
        let text = self.text(last)?;
        let id = trailing_id(text)?;
        let name = text.get(id.written.clone())?.get(1..)?.to_owned();
        let span = self.tree.span_in(self.file, last, id.written);
        self.tree.keep(self.file, last, 0..id.kept);
        Some(ids::explicit(&name, span))
    }

    /// Takes white space and the marks that may follow a verdict off the front of a line.
    pub(super) fn trim_start(&mut self, line: Range<NodeId>) {
        let Some(text) = self.tree.siblings(line.clone()).next().and_then(|first| self.text(first)) else { return };
        let rest = text.trim_start_matches(|character: char| character.is_whitespace() || ":,.–—-".contains(character));
        let kept = text.len() - rest.len()..text.len();
        self.tree.keep(self.file, line.start, kept);
    }

    /// An id made from the text of a line; `otherwise` where it has no letters.
    pub(super) fn made_id(&self, line: Range<NodeId>, otherwise: &str, fallback: Span) -> Ident {
        let span = self.tree.span_of(line.clone()).unwrap_or(fallback);
        ids::made_from(&self.plain(line), span, otherwise)
    }
}

impl Tree {
    /// Where a part of a text node stands; the whole node when its text is not a slice of the file.
    pub(super) fn span_in(&self, file: &str, id: NodeId, part: Range<usize>) -> Span {
        let node = self.node(id);
        match node.kind {
            NodeKind::Text(TextRef::Source(text)) | NodeKind::Code(TextRef::Source(text)) => {
                Span::new(text.range().start + part.start..text.range().start + part.end)
            }
            NodeKind::Text(text) => {
                let wanted = self.text(file, text).get(part).unwrap_or_default();
                let at = file.get(node.span.range()).and_then(|source| source.rfind(wanted));
                let start = node.span.range().start;
                at.map_or(node.span, |at| Span::new(start + at..start + at + wanted.len()))
            }
            _ => node.span,
        }
    }
}

/// Whether HTML is one comment.
fn is_comment(html: &str) -> bool {
    html.trim().strip_prefix("<!--").is_some_and(|rest| rest.find("-->") == rest.len().checked_sub(3))
}
