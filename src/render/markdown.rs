//! A checklist, or a page of them -> Markdown for pasting elsewhere, with the places of its ticks. It is what the author
//! wrote, so that emphasis, code and what is escaped stay as they are; only addresses are made to lead here from
//! anywhere, and ids and raw HTML, which mean nothing elsewhere, go.

use std::ops::Range;

use super::Shared;
use super::escape::push_escaped;
use super::medium::Medium;
use super::view::absolute;
use crate::diagnostic::Span;
use crate::parse::{BlockKind, Document, NodeId, NodeKind, WayOfUse};
use crate::plan::{PageId, Site, Target};

/// A piece of Markdown.
#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    /// What stands between the brackets of the item with this key.
    Tick {
        key: Box<str>,
        ticked: bool,
    },
    /// Where a link leads, as seen from the page.
    Address(String),
}

/// Bytes that a piece usually fits in.
const PIECE: usize = 80;

/// Markdown, in pieces.
pub(super) struct Markdown(Vec<Piece>);

impl Markdown {
    /// As it stands in a file: ticked as its author did.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(own) | Piece::Address(own) => text.push_str(own),
                Piece::Tick { ticked, .. } => text.push(tick(*ticked)),
            }
        }
        text
    }

    /// As HTML that shows it, where scripts find the ticks and the addresses.
    pub(super) fn html(&self) -> String {
        let mut html = String::with_capacity(PIECE * self.0.len());
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => push_escaped(&mut html, text),
                Piece::Tick { key, ticked } => {
                    html.push_str("<i data-item=\"");
                    push_escaped(&mut html, key);
                    html.push_str(&format!("\">{}</i>", tick(*ticked)));
                }
                Piece::Address(address) => {
                    html.push_str("<i data-to>");
                    push_escaped(&mut html, address);
                    html.push_str("</i>");
                }
            }
        }
        html
    }
}

fn tick(ticked: bool) -> char {
    if ticked { 'x' } else { ' ' }
}

/// A page: its title, what it is for, when and how to go through it, then all of its text and its address.
pub(super) fn of_page(site: &Site, shared: &Shared, id: PageId) -> Markdown {
    let page = site.page(id);
    let document = &*page.document;
    let mut parts = vec![vec![Piece::Text(format!("# {}", escaped(&page.title)))]];
    let mut say = |text: String| parts.push(vec![Piece::Text(text)]);
    if let Some(description) = page.description.as_deref() {
        say(escaped(description));
    }
    if let Some(when) = &document.front.when {
        say(format!("{}: {}", shared.string("when"), escaped(when)));
    }
    if let Some(way) = document.front.way_of_use {
        let name = if way == WayOfUse::ReadDo { "use_read_do" } else { "use_do_confirm" };
        say(format!("{}: {}", shared.string("how"), shared.string(name)));
    }
    let source = Source::new(site, id, document.tree.all());
    let titles = |node: &NodeId| is_title(document, *node, &page.title);
    let nodes = document.tree.siblings(document.tree.all()).filter(|node| !titles(node));
    parts.extend(nodes.map(|node| source.node(node)).filter(|part| !is_blank(part)));
    parts.extend(absolute(site, &page.address).map(|address| vec![Piece::Text(address)]));
    let mut pieces = Vec::new();
    for part in parts {
        if !pieces.is_empty() {
            pieces.push(Piece::Text("\n\n".to_owned()));
        }
        pieces.extend(part);
    }
    pieces.push(Piece::Text("\n".to_owned()));
    Markdown(pieces)
}

/// One list of a page.
pub(super) fn of_list(site: &Site, id: PageId, list: NodeId) -> Markdown {
    let nodes = list..site.page(id).document.tree.node(list).end;
    let mut pieces = Source::new(site, id, nodes).node(list);
    pieces.push(Piece::Text("\n".to_owned()));
    Markdown(pieces)
}

/// Whether this is the heading that the page has its title from.
fn is_title(document: &Document, node: NodeId, title: &str) -> bool {
    let first = document.headings.iter().find(|heading| heading.level == 1);
    first.is_some_and(|heading| heading.node == node && *heading.text == *title)
}

fn is_blank(part: &[Piece]) -> bool {
    part.iter().all(|piece| matches!(piece, Piece::Text(text) if text.trim().is_empty()))
}

/// A part of a page's file, and what is not copied from it as it stands.
struct Source<'a> {
    document: &'a Document,
    /// What stands there instead, in order, none within another.
    edits: Vec<(Range<usize>, Vec<Piece>)>,
}

impl<'a> Source<'a> {
    fn new(site: &'a Site, id: PageId, nodes: Range<NodeId>) -> Self {
        let document = &*site.page(id).document;
        let bytes = document.tree.span_of(nodes.clone()).map_or(0..0, Span::range);
        let of_text = ids(document).chain(ticks(document)).filter(|(range, _)| bytes.contains(&range.start));
        let mut edits: Vec<_> = of_text.chain(raw_html(document, &nodes)).collect();
        edits.extend(links(site, id, &nodes));
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut end = 0;
        edits.retain(|(range, _)| {
            let stands = range.start >= end;
            end = end.max(range.end);
            stands
        });
        Self { document, edits }
    }

    /// A node that stands as a block, as if nothing stood before it on its lines.
    fn node(&self, node: NodeId) -> Vec<Piece> {
        let node = self.document.tree.node(node);
        if matches!(node.kind, NodeKind::HtmlBlock) {
            return Vec::new();
        }
        let text = &*self.document.text;
        let Range { start, end } = node.span.range();
        let end = start + text.get(start..end).unwrap_or_default().trim_end().len();
        let start_of_line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[start_of_line..start];
        let mut pieces = Vec::new();
        let mut next = start;
        let inside = self.edits.iter().filter(|(range, _)| start <= range.start && range.end <= end);
        for (range, instead) in inside {
            pieces.push(Piece::Text(unquoted(&text[next..range.start], before)));
            pieces.extend(instead.iter().cloned());
            next = range.end;
        }
        pieces.push(Piece::Text(unquoted(&text[next..end], before)));
        pieces
    }
}

/// `text` without what its lines open with because the first one opened with `before`: quotation marks and indentation.
fn unquoted(text: &str, before: &str) -> String {
    if before.is_empty() || !text.contains('\n') {
        return text.to_owned();
    }
    let spaces: String = before.chars().map(|mark| if mark == '>' { '>' } else { ' ' }).collect();
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let own = [before, &spaces, before.trim_end()].into_iter().find_map(|open| line.strip_prefix(open));
        out.push('\n');
        out.push_str(own.unwrap_or(line));
    }
    out
}

type Edit = (Range<usize>, Vec<Piece>);

/// `{#id}`, with the white space before it.
fn ids(document: &Document) -> impl Iterator<Item = Edit> + '_ {
    document.written_ids().filter_map(|span| {
        let Range { start, end } = span.range();
        let open = document.text.get(..start)?.rfind('{')?;
        let close = end + document.text.get(end..)?.find('}')? + 1;
        let kept = document.text[..open].trim_end_matches([' ', '\t']).len();
        Some((kept..close, Vec::new()))
    })
}

fn ticks(document: &Document) -> impl Iterator<Item = Edit> + '_ {
    let lists = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Checklist(list) => Some(list),
        BlockKind::Rules(_) | BlockKind::Question(_) => None,
    });
    lists.flat_map(|list| &list.items).filter_map(|item| {
        let ticked = item.task?;
        let at = item.span.range().start;
        let open = at + document.text.get(at..)?.find('[')? + 1;
        Some((open..open + 1, vec![Piece::Tick { key: item.id.name.clone(), ticked }]))
    })
}

fn raw_html<'a>(document: &'a Document, nodes: &Range<NodeId>) -> impl Iterator<Item = Edit> + 'a {
    let nodes = nodes.clone().map(|id| document.tree.node(id));
    let html = nodes.filter(|node| matches!(node.kind, NodeKind::Html(_) | NodeKind::HtmlBlock));
    html.map(|node| {
        let Range { start, end } = node.span.range();
        let ends_line = document.text.get(end..).is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
        let before = document.text.get(..start).unwrap_or_default();
        let start = if ends_line { before.trim_end_matches([' ', '\t']).len() } else { start };
        (start..end, Vec::new())
    })
}

/// Links and pictures within the site lead there from anywhere, if the site's address is known.
fn links(site: &Site, id: PageId, nodes: &Range<NodeId>) -> Vec<Edit> {
    let page = site.page(id);
    let document = &*page.document;
    let base = absolute(site, &crate::path::Address::new(""));
    let is_known = base.is_some();
    let medium = Medium::Drawn { root: base.unwrap_or_else(|| page.address.to_root()), prefix: String::new() };
    let mut edits = Vec::new();
    let links = document.links.iter().zip(&page.links).filter(|(link, _)| nodes.contains(&link.node));
    for (link, target) in links {
        let node = document.tree.node(link.node);
        if matches!(target, Target::External) || !matches!(node.kind, NodeKind::Link { .. } | NodeKind::Image { .. }) {
            continue;
        }
        let inner = document.tree.span_of(document.tree.inside(link.node)).map_or(0..0, Span::range);
        let address = medium.href(site, id, target, &link.to).map(|address| in_brackets(&address));
        let Some(address) = address else {
            let text = document.text.get(inner).unwrap_or_default();
            edits.push((node.span.range(), vec![Piece::Text(text.to_owned())]));
            continue;
        };
        let address = if is_known { Piece::Text(address) } else { Piece::Address(address) };
        if link.span == node.span && !inner.is_empty() {
            // Its address stands elsewhere on the page, where it would be left behind.
            edits.push((
                inner.end..node.span.range().end,
                vec![Piece::Text("](".to_owned()), address, Piece::Text(")".to_owned())],
            ));
        } else if link.span != node.span {
            edits.push((link.span.range(), vec![address]));
        }
    }
    edits
}

/// An address as it can stand in the brackets of a link.
fn in_brackets(address: &str) -> String {
    address.replace(' ', "%20").replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E")
}

/// Text that is no Markdown, so that it is not read as any.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let is_markup = match letter {
            '\\' | '`' | '*' | '[' | '~' | '|' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '<' => !next.is_whitespace(),
            '&' => next.is_alphanumeric() || next == '#',
            '#' => next.is_whitespace() || out.is_empty(),
            '>' | '+' | '-' | '=' => out.is_empty(),
            '.' | ')' => next == ' ' && !out.is_empty() && out.chars().all(|digit| digit.is_ascii_digit()),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(if letter == '\n' { ' ' } else { letter });
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_escaped_where_it_would_be_markup() {
        assert_eq!(escaped("snake_case, a * b & c, C#"), r"snake_case, a \* b & c, C\#");
        assert_eq!(escaped("- _why_ <b> &amp; [x]"), r"\- \_why\_ \<b> \&amp; \[x]");
        assert_eq!(escaped("1. First"), r"1\. First");
    }

    #[test]
    fn lines_lose_what_the_first_one_opened_with() {
        assert_eq!(unquoted("- a\n> - b\n>\n> c", "> "), "- a\n- b\n\nc");
        assert_eq!(unquoted("- a\n    - b", "  "), "- a\n  - b");
        assert_eq!(unquoted("- a\n  - b", "- "), "- a\n- b");
    }
}
