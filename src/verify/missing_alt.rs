//! A picture that says nothing to those who cannot see it.
//!
//! A warning: the page works for most of its readers, and not for all.

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{Link, LinkOrigin, NodeKind};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::warning("missing-alt", "a picture has no text in its place");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let silent = page.document.links.iter().filter(|link| is_silent(page, link));
    silent
        .map(|link| {
            Diagnostic::new(&CHECK, "this picture has no text in its place", &page.document.path, link.span)
                .help("say in the brackets what it shows: `![A hand-written thank-you note](…)`")
        })
        .collect()
}

/// Whether `link` is a picture without an alternative. In raw HTML, `alt=""` says that it only decorates.
fn is_silent(page: &Page, link: &Link) -> bool {
    let document = &page.document;
    match link.origin {
        LinkOrigin::Image => document.plain_text(document.tree.inside(link.node)).trim().is_empty(),
        LinkOrigin::HtmlSrc => match document.tree.node(link.node).kind {
            NodeKind::Html(html) => picture_without_alt(document.tree.text(&document.text, html), &link.to),
            _ => false,
        },
        LinkOrigin::Link | LinkOrigin::HtmlHref => false,
    }
}

/// Whether `html` holds an `<img>` with this address and no `alt`.
fn picture_without_alt(html: &str, address: &str) -> bool {
    let html = html.to_ascii_lowercase();
    let mut tags = html.match_indices("<img").map(|(at, _)| html[at..].split('>').next().unwrap_or_default());
    tags.any(|tag| tag.contains(&address.to_ascii_lowercase()) && !has_alt(tag))
}

/// Whether a tag has an attribute `alt`: the word with a space or a value's end before it, and its own end after it.
fn has_alt(tag: &str) -> bool {
    tag.split("alt").zip(tag.split("alt").skip(1)).any(|(before, after)| {
        let begins = before.ends_with(|last: char| last.is_whitespace() || matches!(last, '"' | '\'' | '/'));
        begins
            && (after.trim_end_matches('/').is_empty()
                || after.starts_with(|next: char| next.is_whitespace() || next == '='))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alt_is_told_from_a_word_that_begins_like_one() {
        assert!(!picture_without_alt("<IMG SRC=\"a.png\" ALT=\"\">", "a.png"));
        assert!(!picture_without_alt("<img alt src=a.png>", "a.png"));
        assert!(picture_without_alt("<img src=\"alt/a.png\">", "alt/a.png"));
        assert!(picture_without_alt("<img src='a.png' data-alternate=x> alt", "a.png"));
    }
}
