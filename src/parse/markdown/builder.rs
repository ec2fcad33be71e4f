//! pulldown-cmark's events -> nodes. Nothing here recurses on the depth of the input, and nesting beyond
//! [`DEEPEST`] is flattened, so that whoever walks the tree may recurse.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, BrokenLink, BrokenLinkCallback, CodeBlockKind, CowStr, Event, LinkType, Parser, Tag,
};

use super::origin::{Body, Origin};
use super::pending::Pending;
use super::reading::words_in;
use super::{Markdown, options};
use crate::diagnostic::Span;
use crate::parse::document::{Heading, LinkOrigin};
use crate::parse::ids;
use crate::parse::tree::{Alert, Alignment, Node, NodeId, NodeKind, TextRef};

/// How many quotations, lists and emphases may stand in one another; what is deeper stands in the last of them.
const DEEPEST: usize = 64;

/// The Markdown of a file while it is read.
pub(super) struct Builder<'a> {
    pub(super) file: &'a str,
    pub(super) out: Markdown,
    /// The nodes that are open; `None` for one that was flattened away.
    open: Vec<Option<NodeId>>,
    /// How many of them may hold one another.
    depth: usize,
    pending: Option<Pending>,
    /// The page's link definitions by label: address and title.
    definitions: HashMap<String, [Box<str>; 2]>,
    /// The body of the `quiz` fence that is open.
    fence: Option<Body>,
    in_fence: bool,
    in_code: bool,
    alignments: Vec<Alignment>,
    column: usize,
    /// The kind of each link that is open.
    pub(super) link_kinds: Vec<LinkType>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: &'a str) -> Self {
        let mut out = Markdown::default();
        out.tree.nodes.reserve(file.len() / 24);
        Self {
            file,
            out,
            open: Vec::new(),
            depth: 0,
            pending: None,
            definitions: HashMap::new(),
            fence: None,
            in_fence: false,
            in_code: false,
            alignments: Vec::new(),
            column: 0,
            link_kinds: Vec::new(),
        }
    }

    pub(super) fn finish(mut self) -> Markdown {
        self.flush();
        while !self.open.is_empty() {
            self.close();
        }
        // A tree stays in memory as long as its site.
        self.out.tree.nodes.shrink_to_fit();
        self.out
    }

    /// Reads `markdown`, which comes from `origin`, into the node that is open.
    pub(super) fn read(&mut self, markdown: &str, origin: &Origin) {
        let mut undefined = Vec::new();
        let note = |link: BrokenLink<'_>| {
            undefined.extend(misses_label(&link).then(|| link.span.clone()));
            None
        };
        let parser = Parser::new_with_broken_link_callback(markdown, options(), Some(note));
        let definitions = parser.reference_definitions().iter();
        self.definitions = definitions
            .map(|(label, link)| {
                (label.to_lowercase(), [&*link.dest, link.title.as_deref().unwrap_or("")].map(Box::from))
            })
            .collect();
        self.events(parser, origin);
        self.out.undefined.extend(undefined.iter().map(|range| origin.span(range, self.file)));
    }

    /// Reads the body of a fence, in which the page's link definitions hold.
    fn read_fence(&mut self, body: Body) {
        let (markdown, origin) = body.finish();
        let definitions = std::mem::take(&mut self.definitions);
        let mut undefined = Vec::new();
        let defined = |link: BrokenLink<'_>| {
            let Some([to, title]) = definitions.get(&link.reference.to_lowercase()) else {
                undefined.extend(misses_label(&link).then(|| link.span.clone()));
                return None;
            };
            Some((CowStr::from(to.to_string()), CowStr::from(title.to_string())))
        };
        self.in_fence = true;
        self.events(Parser::new_with_broken_link_callback(&markdown, options(), Some(defined)), &origin);
        self.in_fence = false;
        self.out.undefined.extend(undefined.iter().map(|range| origin.span(range, self.file)));
        self.definitions = definitions;
    }

    fn events<'b>(&mut self, parser: Parser<'b, impl BrokenLinkCallback<'b>>, origin: &Origin) {
        for (event, range) in parser.into_offset_iter() {
            self.event(event, origin.span(&range, self.file));
        }
        self.flush();
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            // Mathematics is not asked for in `options`.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, span),
            Event::Html(text) | Event::InlineHtml(text) => self.run(&text, span, true),
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) => self.end(),
            Event::Code(text) => self.code(&text, span),
            Event::SoftBreak => self.leaf(NodeKind::SoftBreak, span),
            Event::HardBreak => self.leaf(NodeKind::HardBreak, span),
            Event::Rule => self.leaf(NodeKind::ThematicBreak, span),
            Event::TaskListMarker(ticked) => self.task(ticked),
            Event::FootnoteReference(label) => {
                let label = self.within(span, &label);
                self.leaf(NodeKind::FootnoteReference { label }, span);
            }
        }
    }

    // ---- leaves

    fn text(&mut self, text: &str, span: Span) {
        match &mut self.fence {
            Some(body) => body.push(text, span),
            None => self.run(text, span, false),
        }
    }

    fn run(&mut self, text: &str, span: Span, html: bool) {
        match &mut self.pending {
            Some(pending) if pending.html == html => pending.push(text, span, self.file),
            _ => {
                self.flush();
                self.pending = Some(Pending::new(text, span, html, self.file));
            }
        }
    }

    fn code(&mut self, text: &str, span: Span) {
        let text = self.within(span, text);
        self.count_words(text);
        self.leaf(NodeKind::Code(text), span);
    }

    fn leaf(&mut self, kind: NodeKind, span: Span) {
        self.flush();
        let id = self.push(kind, span);
        self.out.tree.nodes[id as usize].end = id + 1;
    }

    /// Makes a node of the text that is pending.
    fn flush(&mut self) {
        let Some(pending) = self.pending.take() else { return };
        let (span, html) = (pending.span, pending.html);
        let text = pending.finish(&mut self.out.tree);
        if html {
            self.leaf(NodeKind::Html(text), span);
            self.look_into_html(text, span);
        } else {
            if !self.in_code {
                self.count_words(text);
            }
            self.leaf(NodeKind::Text(text), span);
        }
    }

    fn count_words(&mut self, text: TextRef) {
        let words = words_in(self.out.tree.text(self.file, text));
        self.out.words = self.out.words.saturating_add(words);
    }

    /// A task's box belongs to its item.
    fn task(&mut self, ticked: bool) {
        self.flush();
        for id in self.open.iter().rev().flatten() {
            if let Some(Node { kind: NodeKind::Item { task }, .. }) = self.out.tree.nodes.get_mut(*id as usize) {
                *task = Some(ticked);
                return;
            }
        }
    }

    // ---- nodes that hold others

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        self.flush();
        let Some(kind) = self.kind(tag, span) else {
            self.open.push(None);
            return;
        };
        self.depth += usize::from(nests(kind));
        let id = self.push(kind, span);
        self.open.push(Some(id));
    }

    fn push(&mut self, kind: NodeKind, span: Span) -> NodeId {
        let nodes = &mut self.out.tree.nodes;
        nodes.push(Node { kind, span, end: 0 });
        NodeId::try_from(nodes.len() - 1).unwrap_or(NodeId::MAX)
    }

    pub(super) fn next_id(&self) -> NodeId {
        NodeId::try_from(self.out.tree.nodes.len()).unwrap_or(NodeId::MAX)
    }

    fn end(&mut self) {
        self.flush();
        if let Some(body) = self.fence.take() {
            self.read_fence(body);
        }
        self.close();
    }

    fn close(&mut self) {
        let Some(Some(id)) = self.open.pop() else { return };
        let end = self.next_id();
        let Some(node) = self.out.tree.nodes.get_mut(id as usize) else { return };
        node.end = end;
        let kind = node.kind;
        self.depth -= usize::from(nests(kind));
        match kind {
            NodeKind::Heading { index, .. } => self.name_heading(id, index),
            NodeKind::Link { index } | NodeKind::Image { index } => self.place_address(id, index),
            NodeKind::CodeBlock { .. } => self.in_code = false,
            _ => {}
        }
    }

    /// What to make of a tag; `None` when it is nested too deep.
    fn kind(&mut self, tag: Tag<'_>, span: Span) -> Option<NodeKind> {
        let fits = self.depth < DEEPEST;
        Some(match tag {
            Tag::Paragraph => NodeKind::Paragraph,
            Tag::Heading { level, id, .. } => self.heading(level as u8, id.as_deref(), span),
            Tag::CodeBlock(kind) => self.code_block(&kind, span),
            Tag::HtmlBlock => NodeKind::HtmlBlock,
            Tag::Table(alignments) => self.table(&alignments),
            Tag::TableHead => self.row(NodeKind::TableHead),
            Tag::TableRow => self.row(NodeKind::TableRow),
            Tag::TableCell => self.cell(),
            Tag::Item if matches!(self.open.last(), Some(Some(_))) => NodeKind::Item { task: None },
            _ if !fits => return None,
            Tag::BlockQuote(None) => NodeKind::BlockQuote,
            Tag::BlockQuote(Some(kind)) => NodeKind::Alert(alert(kind)),
            // Nine digits at most, so no number is lost.
            Tag::List(start) => NodeKind::List { start: start.and_then(|start| start.try_into().ok()) },
            Tag::FootnoteDefinition(label) => NodeKind::FootnoteDefinition { label: self.within(span, &label) },
            Tag::Emphasis => NodeKind::Emphasis,
            Tag::Strong => NodeKind::Strong,
            Tag::Strikethrough => NodeKind::Strikethrough,
            Tag::Link { link_type, dest_url, title, .. } => {
                NodeKind::Link { index: self.link(LinkOrigin::Link, link_type, (&dest_url, &title), span) }
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                NodeKind::Image { index: self.link(LinkOrigin::Image, link_type, (&dest_url, &title), span) }
            }
            // An item of a list that was flattened, and what `options` does not ask for.
            _ => return None,
        })
    }

    fn heading(&mut self, level: u8, name: Option<&str>, span: Span) -> NodeKind {
        let index = u32::try_from(self.out.headings.len()).unwrap_or(u32::MAX);
        let id =
            name.map_or_else(|| ids::made_from("", span, ""), |name| ids::explicit(name, self.span_of_id(name, span)));
        self.out.headings.push(Heading { node: self.next_id(), level, id, text: Box::default() });
        NodeKind::Heading { level, index }
    }

    /// Where `#name` stands in a heading.
    fn span_of_id(&self, name: &str, span: Span) -> Span {
        let source = self.file.get(span.range()).unwrap_or_default();
        let at = source.rfind(&format!("#{name}"));
        at.map_or(span, |at| Span::new(span.range().start + at..span.range().start + at + 1 + name.len()))
    }

    fn name_heading(&mut self, id: NodeId, index: u32) {
        let text = self.out.tree.plain_text(self.file, self.out.tree.inside(id));
        let span = self.out.tree.span_of(self.out.tree.inside(id)).unwrap_or(self.out.tree.node(id).span);
        let Some(heading) = self.out.headings.get_mut(index as usize) else { return };
        if !heading.id.explicit {
            heading.id = ids::made_from(&text, span, "section");
        }
        heading.text = text.into();
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, span: Span) -> NodeKind {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        self.in_code = true;
        if !self.in_fence && is_quiz(info) {
            self.fence = Some(Body::default());
            self.in_code = false;
            self.out.fences.push(self.next_id());
        }
        NodeKind::CodeBlock { info: self.within(span, info) }
    }

    fn table(&mut self, alignments: &[pulldown_cmark::Alignment]) -> NodeKind {
        self.alignments = alignments.iter().map(|alignment| self::alignment(*alignment)).collect();
        NodeKind::Table
    }

    fn row(&mut self, kind: NodeKind) -> NodeKind {
        self.column = 0;
        kind
    }

    fn cell(&mut self) -> NodeKind {
        let alignment = self.alignments.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        NodeKind::TableCell(alignment)
    }

    // ---- texts

    /// `text` as a slice of what stands at `span`, else a text of the tree's own.
    fn within(&mut self, span: Span, text: &str) -> TextRef {
        let source = self.file.get(span.range()).unwrap_or_default();
        match source.find(text) {
            Some(at) => TextRef::Source(shift(at..at + text.len(), span)),
            None => self.out.tree.own(text),
        }
    }
}

/// A range within what stands at `span`, as a span of the file.
pub(super) fn shift(range: Range<usize>, span: Span) -> Span {
    let start = span.range().start;
    Span::new(start + range.start..start + range.end)
}

/// Whether brackets were meant as a reference: `[text][label]` or `[label][]`. One pair alone may be anything.
fn misses_label(link: &BrokenLink<'_>) -> bool {
    matches!(link.link_type, LinkType::Reference | LinkType::Collapsed)
}

/// Whether nodes of this kind can hold one another.
fn nests(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::BlockQuote
            | NodeKind::Alert(_)
            | NodeKind::List { .. }
            | NodeKind::FootnoteDefinition { .. }
            | NodeKind::Emphasis
            | NodeKind::Strong
            | NodeKind::Strikethrough
            | NodeKind::Link { .. }
            | NodeKind::Image { .. }
    )
}

/// Whether a fence with this info string holds a question.
fn is_quiz(info: &str) -> bool {
    info.split_whitespace().next().is_some_and(|word| word.eq_ignore_ascii_case("quiz"))
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignment(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
