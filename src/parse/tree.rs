//! A Markdown file as a tree in one flat array: nodes stand in the order in which they open, and
//! each knows where its subtree ends. One allocation a file, and a subtree is a range.

use std::ops::Range;

use crate::diagnostic::Span;

/// A node's place in [`Tree::nodes`].
pub type NodeId = u32;

/// The nodes of one file, in preorder. All siblings and their subtrees are contiguous.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Texts that differ from what stands in the file (entities, escapes, indented code).
    pub(super) owned: Vec<Box<str>>,
}

/// One node.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it stands in the file.
    pub span: Span,
    /// The first node after its subtree.
    pub end: NodeId,
}

/// Text of a node: a slice of the file, or a string of the tree's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRef {
    /// These bytes of the file.
    Source(Span),
    /// This entry of the tree's owned strings.
    Owned(u32),
}

/// The kinds of CommonMark and GFM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A paragraph.
    Paragraph,
    /// A heading; its id is in [`Document::headings`](super::Document).
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its place in the document's headings.
        index: u32,
    },
    /// A quotation.
    BlockQuote,
    /// A GFM alert: `> [!TIP]`.
    Alert(Alert),
    /// A list; `start` is the first number of an ordered one.
    List {
        /// First number; `None` for bullets.
        start: Option<u32>,
    },
    /// A list item; `task` is set for `[ ]` and `[x]`.
    Item {
        /// Whether it is ticked, when it is a task.
        task: Option<bool>,
    },
    /// A fenced or indented code block, with its info string.
    CodeBlock {
        /// The info string, `""` when there is none.
        info: TextRef,
    },
    /// A table: a head, then rows.
    Table,
    /// The head's row.
    TableHead,
    /// A row of the body.
    TableRow,
    /// A cell.
    TableCell(Alignment),
    /// `***`
    ThematicBreak,
    /// Raw HTML that stands as a block.
    HtmlBlock,
    /// A footnote's text; the label names it.
    FootnoteDefinition {
        /// Its label.
        label: TextRef,
    },
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strikethrough,
    /// A link; where to is in the document's links.
    Link {
        /// Its place in the document's links.
        index: u32,
    },
    /// A picture; where it is, is in the document's links. Its children are the alternative text.
    Image {
        /// Its place in the document's links.
        index: u32,
    },
    /// Plain text.
    Text(TextRef),
    /// `` `…` ``
    Code(TextRef),
    /// A piece of raw HTML inside a line, or a line of an HTML block.
    Html(TextRef),
    /// The end of a line inside a paragraph.
    SoftBreak,
    /// The same, kept in the output.
    HardBreak,
    /// `[^label]`
    FootnoteReference {
        /// Its label.
        label: TextRef,
    },
}

/// The five GFM alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// How a table's column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language has it.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

impl Tree {
    /// All nodes in preorder.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The range of all nodes.
    pub fn all(&self) -> Range<NodeId> {
        0..NodeId::try_from(self.nodes.len()).unwrap_or(NodeId::MAX)
    }

    /// The node `id`.
    ///
    /// # Panics
    /// When `id` does not come from this tree.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    /// The range that holds the descendants of `id`.
    pub fn inside(&self, id: NodeId) -> Range<NodeId> {
        id + 1..self.node(id).end
    }

    /// The topmost nodes of a range of siblings: `tree.siblings(tree.inside(list))` are its items.
    pub fn siblings(&self, range: Range<NodeId>) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = range.start;
        std::iter::from_fn(move || {
            let id = next;
            (id < range.end).then(|| {
                next = self.node(id).end;
                id
            })
        })
    }

    /// The text of `range` without markup: a line end for each break and between blocks, nothing for raw
    /// HTML and footnote marks. [`Tree::plain_pieces`] tells which node each part comes from.
    pub fn plain_text(&self, file: &str, range: Range<NodeId>) -> String {
        let mut plain = String::new();
        for (id, bytes) in self.plain_pieces(file, range) {
            // A gap between pieces is the end of a block.
            while plain.len() < bytes.start {
                plain.push('\n');
            }
            plain.push_str(self.plain_piece(file, id));
        }
        plain
    }

    /// The nodes of `range` that have text, each with the bytes that it is in [`Tree::plain_text`].
    pub fn plain_pieces<'a>(
        &'a self,
        file: &'a str,
        range: Range<NodeId>,
    ) -> impl Iterator<Item = (NodeId, Range<usize>)> + 'a {
        let (mut length, mut new_block) = (0, false);
        range.filter_map(move |id| {
            new_block |= !self.node(id).kind.is_inline();
            let piece = self.plain_piece(file, id);
            if piece.is_empty() {
                return None;
            }
            let start = length + usize::from(std::mem::take(&mut new_block) && length > 0);
            length = start + piece.len();
            Some((id, start..length))
        })
    }

    /// What a single node adds to the plain text.
    fn plain_piece<'a>(&'a self, file: &'a str, id: NodeId) -> &'a str {
        match self.node(id).kind {
            NodeKind::Text(text) | NodeKind::Code(text) => self.text(file, text),
            NodeKind::SoftBreak | NodeKind::HardBreak => "\n",
            _ => "",
        }
    }

    /// What the nodes of `range` span together; `None` when there are none.
    pub fn span_of(&self, range: Range<NodeId>) -> Option<Span> {
        let spans = self.siblings(range).map(|id| self.node(id).span);
        spans.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) })
    }

    /// Leaves of a text node only a part of its text.
    pub(super) fn keep(&mut self, file: &str, id: NodeId, part: Range<usize>) {
        let NodeKind::Text(text) = self.node(id).kind else { return };
        let (kept, span) = match text {
            TextRef::Source(text) => {
                let start = text.range().start;
                let span = Span::new(start + part.start..start + part.end);
                (TextRef::Source(span), span)
            }
            TextRef::Owned(_) => {
                let kept = self.text(file, text).get(part).unwrap_or_default().to_owned();
                (self.own(&kept), self.node(id).span)
            }
        };
        if let Some(node) = self.nodes.get_mut(id as usize) {
            (node.kind, node.span) = (NodeKind::Text(kept), span);
        }
    }

    /// Keeps `text` as one of the tree's own.
    pub(super) fn own(&mut self, text: &str) -> TextRef {
        self.owned.push(text.into());
        TextRef::Owned(u32::try_from(self.owned.len() - 1).unwrap_or(u32::MAX))
    }

    /// The text behind `reference`; `file` is the text of the file that the tree was made from.
    pub fn text<'a>(&'a self, file: &'a str, reference: TextRef) -> &'a str {
        match reference {
            TextRef::Source(span) => file.get(span.range()).unwrap_or_default(),
            TextRef::Owned(index) => self.owned.get(index as usize).map_or("", |text| text),
        }
    }
}

impl NodeKind {
    /// Whether a node of this kind stands inside a line of text.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Emphasis
                | Self::Strong
                | Self::Strikethrough
                | Self::Link { .. }
                | Self::Image { .. }
                | Self::Text(_)
                | Self::Code(_)
                | Self::Html(_)
                | Self::SoftBreak
                | Self::HardBreak
                | Self::FootnoteReference { .. }
        )
    }
}
