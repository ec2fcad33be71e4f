//! An element in raw HTML that is not published.
//!
//! A warning: what stands in it stays, but a placeholder such as `Dear <name>` would lose its name in silence.

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Span};
use crate::parse::{NodeKind, RawHtml, TextRef};
use crate::plan::{Page, Site};
use crate::render::is_kept;

pub(super) static CHECK: Check = Check::warning("html-left-out", "an element in raw HTML is left out of the page");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    if site.config.raw_html != RawHtml::Sanitize {
        return Vec::new();
    }
    let html = page.document.tree.nodes().iter().filter_map(|node| match node.kind {
        NodeKind::Html(TextRef::Source(span)) => Some(span),
        _ => None,
    });
    html.flat_map(|span| left_out(page, span)).collect()
}

fn left_out(page: &Page, span: Span) -> Vec<Diagnostic> {
    let html = page.document.text.get(span.range()).unwrap_or_default();
    let unknown = elements(html).filter(|(_, name)| !is_kept(&name.to_ascii_lowercase()));
    unknown
        .map(|(at, name)| {
            let start = span.range().start + at;
            let place = Span::new(start..start + 1 + name.len());
            let message = format!("the element `<{name}>` is left out of the page");
            Diagnostic::new(&CHECK, message, &page.document.path, place)
                .help(format!("to show it as text, write `\\<{name}>`"))
        })
        .collect()
}

/// The elements that open in `html`: where, and their names.
fn elements(html: &str) -> impl Iterator<Item = (usize, &str)> {
    html.match_indices('<').filter_map(|(at, _)| {
        let rest = &html[at + 1..];
        let end = rest.find(|character: char| !character.is_ascii_alphanumeric() && character != '-');
        let name = &rest[..end.unwrap_or(rest.len())];
        name.starts_with(|first: char| first.is_ascii_alphabetic()).then_some((at, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_where_they_open() {
        let found: Vec<_> = elements("a < b <name> </p> <x-y z='<'><!-- c -->").collect();
        assert_eq!(found, [(6, "name"), (18, "x-y")]);
    }
}
