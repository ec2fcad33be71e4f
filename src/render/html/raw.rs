//! Raw HTML in Markdown: cleaned, shown as text, or let through, as `markdown.raw_html` says.
//!
//! HTML is cleaned in pieces that hold whole elements: a page's body at once, with its blocks put in afterwards (the
//! templates that make them are trusted), and each piece of a block by itself.

use std::ops::Range;

use super::HtmlWriter;
use crate::diagnostic::Span;
use crate::parse::{Link, LinkOrigin, NodeId, NodeKind, RawHtml, TextRef};
use crate::render::escape::push_escaped;
use crate::render::sanitize::sanitize;

/// Elements whose content is text to a browser: <https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments>
const TEXT_ELEMENTS: &[&str] =
    &["title", "textarea", "style", "script", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

impl HtmlWriter<'_> {
    /// A piece of a block, cleaned by itself unless the whole page will be.
    pub(super) fn cleaned(&self, html: String, range: &Range<NodeId>) -> String {
        if self.must_clean(range) { sanitize(&html) } else { html }
    }

    pub(super) fn must_clean(&self, range: &Range<NodeId>) -> bool {
        let nodes = self.document.tree.nodes().get(range.start as usize..range.end as usize).unwrap_or_default();
        self.site.config.raw_html == RawHtml::Sanitize
            && nodes.iter().any(|node| matches!(node.kind, NodeKind::Html(_)))
    }

    /// Puts the blocks that waited where they belong.
    pub(super) fn release(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() + self.held.iter().map(String::len).sum::<usize>());
        let mut rest = html;
        while let Some((before, after)) = rest.split_once("<handbook-block n=\"") {
            out.push_str(before);
            let (number, after) = after.split_once("\"></handbook-block>").unwrap_or((after, ""));
            let block = number.parse().ok().and_then(|number: usize| self.held.get(number));
            out.push_str(block.map_or("", |block| block));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    pub(super) fn html_block(&mut self, out: &mut String, inside: Range<NodeId>) {
        if self.site.config.raw_html == RawHtml::Escape {
            self.nested(out, "<p>", inside, "</p>\n");
        } else {
            self.children(out, inside);
            out.push('\n');
        }
    }

    /// Raw HTML, with the addresses in it led where they lead.
    pub(super) fn raw_html(&mut self, out: &mut String, text: TextRef) {
        let html = self.text(text);
        if self.site.config.raw_html == RawHtml::Escape {
            push_escaped(out, html);
            return;
        }
        let TextRef::Source(span) = text else {
            out.push_str(html);
            return;
        };
        if self.site.config.raw_html == RawHtml::Sanitize && self.swallows_the_rest(html, span) {
            push_escaped(out, html);
            return;
        }
        let mut written = span.start;
        for (place, value) in self.edits(span) {
            out.push_str(self.document.text.get(written as usize..place.start as usize).unwrap_or_default());
            push_escaped(out, &value);
            written = place.end;
        }
        out.push_str(self.document.text.get(written as usize..span.end as usize).unwrap_or_default());
    }

    /// Whether `html` opens an element that holds nothing but text to a browser and that the page never closes: a `<title>` in
    /// prose, meant as a word. All that follows would become its text.
    fn swallows_the_rest(&self, html: &str, span: Span) -> bool {
        let opened = TEXT_ELEMENTS.iter().find(|name| {
            let rest = html.trim_start().strip_prefix('<');
            let rest = rest.filter(|rest| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
            rest.is_some_and(|rest| !rest[name.len()..].starts_with(|next: char| next.is_alphanumeric() || next == '-'))
        });
        let Some(name) = opened else { return false };
        let after = self.document.text.get(span.start as usize..).unwrap_or_default().to_ascii_lowercase();
        !after.contains(&format!("</{name}"))
    }

    /// What attributes within `span` say here instead, in order: addresses where they lead, ids as this medium has them.
    fn edits(&self, span: Span) -> Vec<(Span, String)> {
        let within = |place: Span| place.start >= span.start && place.end <= span.end;
        let is_html = |link: &Link| matches!(link.origin, LinkOrigin::HtmlHref | LinkOrigin::HtmlSrc);
        // An address that has the place of the whole piece stands nobody knows where in it: the sanitizer judges it.
        let is_placed = |link: &Link| within(link.span) && link.span != span;
        let links = self.document.links.iter().enumerate().filter(|(_, link)| is_html(link) && is_placed(link));
        let links = links.map(|(index, link)| (link.span, self.address(index).unwrap_or_else(|| "#".to_owned())));
        // An id that has the place of the whole piece stands nobody knows where in it.
        let ids = self.document.html_ids.iter().filter(|id| within(id.span) && id.span != span);
        let ids = ids.map(|id| (id.span, self.medium.id(&*id.name).into_owned()));
        let mut edits: Vec<_> = links.chain(ids).collect();
        edits.sort_by_key(|(place, _)| place.start);
        edits.dedup_by_key(|(place, _)| place.start);
        edits
    }
}
