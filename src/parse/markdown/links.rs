//! Links, pictures and the attributes of raw HTML -> [`Link`]s and ids. A link's source, `[text](<address> "title")`,
//! is searched for the bytes of the address alone, so that a report underlines what has to be changed.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::builder::{Builder, shift};
use super::html::{self, Attribute};
use crate::diagnostic::Span;
use crate::parse::document::{Ident, Link, LinkOrigin};
use crate::parse::ids;
use crate::parse::tree::{NodeId, NodeKind, TextRef};

impl Builder<'_> {
    pub(super) fn link(&mut self, origin: LinkOrigin, kind: LinkType, (to, title): (&str, &str), span: Span) -> u32 {
        let to = if kind == LinkType::Email { format!("mailto:{to}").into() } else { to.into() };
        self.link_kinds.push(kind);
        self.out.links.push(Link { origin, to, title: title.into(), span, node: self.next_id() });
        u32::try_from(self.out.links.len() - 1).unwrap_or(u32::MAX)
    }

    /// Narrows a link's span to its address, once it is known where its text ends.
    pub(super) fn place_address(&mut self, id: NodeId, index: u32) {
        let Some(kind) = self.link_kinds.pop() else { return };
        let whole = self.out.tree.node(id).span.range();
        let opening = whole.start + if matches!(self.out.tree.node(id).kind, NodeKind::Image { .. }) { 2 } else { 1 };
        let text_end = self.out.tree.span_of(self.out.tree.inside(id)).map_or(opening, |span| span.range().end);
        let source = self.file.get(whole.clone()).unwrap_or_default();
        let found = address_in(source, text_end.saturating_sub(whole.start), kind);
        if let (Some(range), Some(link)) = (found, self.out.links.get_mut(index as usize)) {
            link.span = Span::new(whole.start + range.start..whole.start + range.end);
        }
    }

    pub(super) fn look_into_html(&mut self, text: TextRef, span: Span) {
        let node = self.next_id() - 1;
        let found = html::attributes(self.out.tree.text(self.file, text));
        for html::Found { name, value, range } in found {
            let place = match (text, range) {
                (TextRef::Source(text), Some(range)) => shift(range, text),
                _ => span,
            };
            match name {
                Attribute::Href => self.html_link(LinkOrigin::HtmlHref, &value, place, node),
                Attribute::Src => self.html_link(LinkOrigin::HtmlSrc, &value, place, node),
                Attribute::Id => self.out.html_ids.push(ids::explicit(&value, place)),
                Attribute::Name => {
                    self.out.html_ids.push(Ident { name: value.into(), span: place, explicit: false });
                }
            }
        }
    }

    fn html_link(&mut self, origin: LinkOrigin, to: &str, span: Span, node: NodeId) {
        self.out.links.push(Link { origin, to: to.into(), title: Box::default(), span, node });
    }
}

/// Where the address stands in `source`, a whole link; `text_end` is where its text ends.
///
/// `None` for a reference, whose address stands elsewhere.
fn address_in(source: &str, text_end: usize, kind: LinkType) -> Option<Range<usize>> {
    match kind {
        LinkType::Inline => inline_address(source, text_end),
        LinkType::Autolink | LinkType::Email => (source.len() >= 2).then(|| 1..source.len() - 1),
        _ => None,
    }
}

fn inline_address(source: &str, text_end: usize) -> Option<Range<usize>> {
    let open = text_end + source.get(text_end..)?.find("](")? + 2;
    let rest = source.get(open..)?;
    let start = open + (rest.len() - rest.trim_start().len());
    let rest = source.get(start..)?;
    if let Some(inner) = rest.strip_prefix('<') {
        return Some(start + 1..start + 1 + end_of_pointed(inner));
    }
    Some(start..start + end_of_bare(rest))
}

/// The end of an address in pointed brackets.
fn end_of_pointed(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().position(|byte| {
        let ends = byte == b'>' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.unwrap_or(text.len())
}

/// The end of an address without brackets: white space, or the parenthesis that closes the link.
fn end_of_bare(text: &str) -> usize {
    let (mut depth, mut escaped) = (0usize, false);
    let end = text.bytes().position(|byte| {
        if escaped {
            escaped = false;
            return false;
        }
        match byte {
            b'\\' => escaped = true,
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        byte.is_ascii_whitespace()
    });
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(source: &str, text_end: usize) -> &str {
        &source[address_in(source, text_end, LinkType::Inline).unwrap()]
    }

    #[test]
    fn the_address_alone_is_found() {
        assert_eq!(inline("[a](b.md)", 2), "b.md");
        assert_eq!(inline("[a]( b.md 'title')", 2), "b.md");
        assert_eq!(inline("[](b(c)d.md \"t\")", 1), "b(c)d.md");
        assert_eq!(inline("[a](<b c.md>)", 2), "b c.md");
        assert_eq!(inline("[a](b\\)c)", 2), "b\\)c");
        assert_eq!(inline("![]()", 2), "");
    }
}
