//! A document's tree -> HTML. Blocks go through their templates ([`super::blocks`]), everything else is written here.

mod footnotes;
mod raw;
mod table;

use std::ops::Range;

use super::Shared;
use super::escape::{escaped, push_escaped};
use super::medium::Medium;
use super::sanitize::sanitize;
use crate::diagnostic::Diagnostic;
use crate::load::{Body, PictureSize};
use crate::parse::{Alert, Block, Document, Fragment, NodeId, NodeKind, TextRef};
use crate::plan::{Page, PageId, Site, Target};

/// How many times the bytes of its Markdown a page's HTML usually takes.
pub(super) const MARKUP: usize = 3;

/// Bytes that a line usually fits in.
const LINE: usize = 120;

/// Writes one page's HTML.
pub(super) struct HtmlWriter<'a> {
    pub(super) site: &'a Site,
    pub(super) shared: &'a Shared,
    pub(super) id: PageId,
    pub(super) page: &'a Page,
    pub(super) document: &'a Document,
    pub(super) medium: &'a Medium<'a>,
    /// Labels of footnotes in the order of their first reference, with how often each was referred to.
    footnotes: Vec<(String, usize)>,
    /// Blocks that wait until the HTML around them is clean.
    held: Vec<String>,
    /// Whether what is written is part of a checklist.
    pub(super) in_checklist: bool,
    /// Whether blocks have to wait.
    holding: bool,
    /// The first template that failed.
    failure: Option<Diagnostic>,
}

impl<'a> HtmlWriter<'a> {
    pub(super) fn new(site: &'a Site, shared: &'a Shared, id: PageId, medium: &'a Medium<'a>) -> Self {
        let page = site.page(id);
        let document = &*page.document;
        Self {
            site,
            shared,
            id,
            page,
            document,
            medium,
            footnotes: Vec::new(),
            held: Vec::new(),
            in_checklist: false,
            holding: false,
            failure: None,
        }
    }

    /// The whole body.
    pub(super) fn body(mut self) -> Result<String, Diagnostic> {
        let all = self.document.tree.all();
        self.holding = self.must_clean(&all);
        let mut out = String::with_capacity(self.document.text.len() * MARKUP);
        self.blocks(&mut out, all);
        self.footnotes(&mut out);
        if self.holding {
            out = self.release(&sanitize(&out));
        }
        self.failure.take().map_or(Ok(out), Err)
    }

    /// A block somewhere on the page, as a drawn quiz shows it.
    pub(super) fn single(mut self, write: impl FnOnce(&mut Self) -> String) -> Result<String, Diagnostic> {
        let out = write(&mut self);
        self.failure.take().map_or(Ok(out), Err)
    }

    /// A label: what fits in a line.
    pub(super) fn line(&mut self, fragment: &Fragment) -> String {
        let mut out = String::with_capacity(LINE);
        self.children(&mut out, fragment.lead.clone());
        self.cleaned(out, &fragment.lead)
    }

    /// A why or a detail: a paragraph of what was left of the first, then whole blocks.
    pub(super) fn passage(&mut self, fragment: &Fragment) -> String {
        let range = fragment.lead.start.min(fragment.rest.start)..fragment.lead.end.max(fragment.rest.end);
        let must_clean = self.must_clean(&range);
        let outer = std::mem::replace(&mut self.holding, must_clean);
        let mut out = String::new();
        if !fragment.lead.is_empty() {
            out.reserve(2 * LINE);
            out.push_str("<p>");
            self.children(&mut out, fragment.lead.clone());
            out.push_str("</p>");
        }
        self.blocks(&mut out, fragment.rest.clone());
        self.holding = outer;
        if must_clean { self.release(&sanitize(&out)) } else { out }
    }

    /// The quoted blocks of a specimen.
    pub(super) fn quoted(&mut self, range: Range<NodeId>) -> String {
        let mut out = String::new();
        self.blocks(&mut out, range.clone());
        self.cleaned(out, &range)
    }

    pub(super) fn fail(&mut self, diagnostic: Diagnostic) {
        self.failure.get_or_insert(diagnostic);
    }

    /// Siblings, with blocks recognised.
    fn blocks(&mut self, out: &mut String, range: Range<NodeId>) {
        let mut next = range.start;
        while next < range.end {
            if let Some(index) = self.block_at(next) {
                let document = self.document;
                let block = &document.blocks[index];
                self.block(out, index, block);
                next = block.nodes.end.max(next + 1);
            } else {
                self.node(out, next);
                next = self.document.tree.node(next).end;
            }
        }
    }

    fn block_at(&self, node: NodeId) -> Option<usize> {
        let at = self.document.blocks.partition_point(|block| block.nodes.start < node);
        self.document.blocks.get(at).filter(|block| block.nodes.start == node).map(|_| at)
    }

    fn block(&mut self, out: &mut String, index: usize, block: &Block) {
        let holding = std::mem::replace(&mut self.holding, false);
        let html = super::blocks::render(self, index, block);
        self.holding = holding;
        if self.holding {
            out.push_str(&format!("<handbook-block n=\"{}\"></handbook-block>", self.held.len()));
            self.held.push(html);
        } else {
            out.push_str(&html);
        }
    }

    fn children(&mut self, out: &mut String, range: Range<NodeId>) {
        let mut next = range.start;
        while next < range.end {
            self.node(out, next);
            next = self.document.tree.node(next).end;
        }
    }

    fn node(&mut self, out: &mut String, id: NodeId) {
        let document = self.document;
        let inside = document.tree.inside(id);
        match document.tree.node(id).kind {
            NodeKind::Paragraph => self.paragraph(out, inside),
            NodeKind::Heading { level, index } => self.heading(out, level, index, inside),
            NodeKind::BlockQuote => self.nested(out, "<blockquote>", inside, "</blockquote>\n"),
            NodeKind::Alert(alert) => self.alert(out, alert, inside),
            NodeKind::List { start } => self.list(out, start, inside),
            NodeKind::Item { task } => self.item(out, task, inside),
            NodeKind::CodeBlock { info } => self.code_block(out, info, inside),
            NodeKind::Table => self.table(out, inside),
            NodeKind::TableHead | NodeKind::TableRow | NodeKind::TableCell(_) => self.children(out, inside),
            NodeKind::ThematicBreak => out.push_str("<hr>\n"),
            NodeKind::HtmlBlock => self.html_block(out, inside),
            NodeKind::FootnoteDefinition { .. } => {}
            NodeKind::Emphasis => self.wrapped(out, "em", inside),
            NodeKind::Strong => self.wrapped(out, "strong", inside),
            NodeKind::Strikethrough => self.wrapped(out, "del", inside),
            NodeKind::Link { index } => self.link(out, index, inside),
            NodeKind::Image { index } => self.image(out, index, inside),
            NodeKind::Text(text) => push_escaped(out, self.text(text)),
            NodeKind::Code(text) => {
                out.push_str("<code>");
                push_escaped(out, self.text(text));
                out.push_str("</code>");
            }
            NodeKind::Html(text) => self.raw_html(out, text),
            NodeKind::SoftBreak => out.push('\n'),
            NodeKind::HardBreak => out.push_str("<br>\n"),
            NodeKind::FootnoteReference { label } => self.footnote_reference(out, label),
        }
    }

    fn text(&self, reference: TextRef) -> &'a str {
        self.document.tree.text(&self.document.text, reference)
    }

    fn wrapped(&mut self, out: &mut String, tag: &str, inside: Range<NodeId>) {
        out.extend(["<", tag, ">"]);
        self.children(out, inside);
        out.extend(["</", tag, ">"]);
    }

    fn nested(&mut self, out: &mut String, open: &str, inside: Range<NodeId>, close: &str) {
        out.push_str(open);
        self.blocks(out, inside);
        out.push_str(close);
    }

    fn paragraph(&mut self, out: &mut String, inside: Range<NodeId>) {
        if let Some(title) = self.lone_titled_image(&inside) {
            out.push_str("<figure>");
            self.children(out, inside);
            out.push_str("<figcaption>");
            push_escaped(out, title);
            out.push_str("</figcaption></figure>\n");
        } else {
            out.push_str("<p>");
            self.children(out, inside);
            out.push_str("</p>\n");
        }
    }

    /// The title of the picture that is all there is in a paragraph.
    fn lone_titled_image(&self, inside: &Range<NodeId>) -> Option<&'a str> {
        let node = self.document.tree.nodes().get(inside.start as usize)?;
        let NodeKind::Image { index } = node.kind else { return None };
        let title: &'a str = &self.document.links.get(index as usize)?.title;
        (node.end == inside.end && !title.is_empty()).then_some(title)
    }

    fn heading(&mut self, out: &mut String, level: u8, index: u32, inside: Range<NodeId>) {
        let document = self.document;
        let Some(heading) = document.headings.get(index as usize) else { return };
        if level == 1
            && *heading.text == *self.page.title
            && document.headings.iter().position(|heading| heading.level == 1) == Some(index as usize)
        {
            // The theme prints the page's title; what leads to it arrives here.
            out.push_str(&format!("<span id=\"{}\"></span>\n", escaped(&self.medium.id(&*heading.id.name))));
            return;
        }
        let level = usize::from(self.medium.heading_level(level));
        let tag = ["h1", "h2", "h3", "h4", "h5", "h6"][level.clamp(1, 6) - 1];
        let id = escaped(&self.medium.id(&*heading.id.name));
        out.extend(["<", tag, " id=\"", &id, "\">"]);
        self.children(out, inside);
        if self.medium.is_screen() {
            out.extend([" <a class=\"heading-link\" href=\"#", &id, "\" aria-label=\""]);
            push_escaped(out, self.shared.string("copy_link"));
            out.push_str(": ");
            push_escaped(out, &heading.text);
            out.push_str("\">#</a>");
        }
        out.extend(["</", tag, ">\n"]);
    }

    fn alert(&mut self, out: &mut String, alert: Alert, inside: Range<NodeId>) {
        let name = match alert {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Warning => "warning",
            Alert::Caution => "caution",
        };
        out.push_str(&format!("<aside class=\"alert alert-{name}\"><p class=\"alert-title\">"));
        push_escaped(out, self.shared.string(&format!("alert_{name}")));
        self.nested(out, "</p>\n", inside, "</aside>\n");
    }

    fn list(&mut self, out: &mut String, start: Option<u32>, inside: Range<NodeId>) {
        match start {
            None => self.nested(out, "<ul>\n", inside, "</ul>\n"),
            Some(1) => self.nested(out, "<ol>\n", inside, "</ol>\n"),
            Some(start) => self.nested(out, &format!("<ol start=\"{start}\">\n"), inside, "</ol>\n"),
        }
    }

    fn item(&mut self, out: &mut String, task: Option<bool>, inside: Range<NodeId>) {
        out.push_str("<li>");
        match task {
            Some(ticked) => {
                let checked = if ticked { " checked" } else { "" };
                out.push_str(&format!("<label><input type=\"checkbox\"{checked}> "));
                self.nested(out, "", inside, "</label>");
            }
            None => self.blocks(out, inside),
        }
        out.push_str("</li>\n");
    }

    fn code_block(&mut self, out: &mut String, info: TextRef, inside: Range<NodeId>) {
        let language = self.text(info).split([' ', ',']).next().unwrap_or_default();
        if language.is_empty() {
            out.push_str("<pre tabindex=\"0\"><code>");
        } else {
            out.push_str("<pre tabindex=\"0\"><code class=\"language-");
            push_escaped(out, language);
            out.push_str("\">");
        }
        self.children(out, inside);
        out.push_str("</code></pre>\n");
    }

    fn link(&mut self, out: &mut String, index: u32, inside: Range<NodeId>) {
        let Some(address) = self.address(index as usize) else {
            // A link that leads nowhere, let through by its author, is better text than a dead end.
            self.wrapped(out, "span", inside);
            return;
        };
        out.push_str("<a href=\"");
        push_escaped(out, &address);
        out.push('"');
        self.title(out, index);
        out.push('>');
        self.children(out, inside);
        out.push_str("</a>");
    }

    fn image(&mut self, out: &mut String, index: u32, inside: Range<NodeId>) {
        out.push_str("<img src=\"");
        push_escaped(out, &self.address(index as usize).unwrap_or_default());
        out.push_str("\" alt=\"");
        push_escaped(out, &self.document.plain_text(inside));
        out.push('"');
        self.title(out, index);
        if let Some(size) = self.picture_size(index) {
            out.push_str(&format!(" width=\"{}\" height=\"{}\"", size.width, size.height));
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }

    fn picture_size(&self, index: u32) -> Option<PictureSize> {
        let Some(Target::Asset { asset, .. }) = self.page.links.get(index as usize) else { return None };
        match self.site.asset(*asset).body {
            Body::OnDisk { size, .. } => size,
            Body::Text(_) | Body::Bytes(_) => None,
        }
    }

    fn title(&self, out: &mut String, index: u32) {
        if let Some(link) = self.document.links.get(index as usize).filter(|link| !link.title.is_empty()) {
            out.push_str(" title=\"");
            push_escaped(out, &link.title);
            out.push('"');
        }
    }

    /// What a link's `href` says; `None` when it leads nowhere or where it must not.
    fn address(&self, index: usize) -> Option<String> {
        let target = self.page.links.get(index)?;
        self.medium.href(self.site, self.id, target, &self.document.links.get(index)?.to)
    }
}
