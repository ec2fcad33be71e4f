//! `[text][label]` or `[^label]` with a label that is defined nowhere.
//!
//! A warning: the reader sees the brackets.

use super::running_texts;
use crate::diagnostic::{Check, Diagnostic, Diagnostics, Span};
use crate::parse::Document;
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::warning("undefined-reference", "a reference to a link or footnote that is defined nowhere");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let document = &page.document;
    let mut spans: Vec<Span> = document.undefined.iter().copied().chain(footnotes(document)).collect();
    spans.sort_by_key(|span| span.range().start);
    let reports = spans.iter().map(|span| {
        let text = document.text.get(span.range()).unwrap_or_default();
        let label = text.strip_suffix("[]").unwrap_or(text);
        let label = label.rsplit_once('[').map_or(label, |(_, label)| label).trim_end_matches(']');
        let message = format!("`{text}` is defined nowhere, so its brackets are shown");
        Diagnostic::new(&CHECK, message, &document.path, *span)
            .help(format!("write `[{label}]: …` on a line of its own, or `\\[` for a bracket that is one"))
    });
    reports.collect()
}

const NOTE: &str = "[^";

/// Where a text says `[^label]`: had the label a footnote, it would not be text.
fn footnotes(document: &Document) -> impl Iterator<Item = Span> + '_ {
    // One search over the whole page costs less than one in each of its texts.
    let texts = document.text.contains(NOTE).then(|| running_texts(document));
    texts.into_iter().flatten().flat_map(|(span, text)| {
        text.match_indices('[').filter_map(move |(at, _)| {
            let label = text[at..].strip_prefix(NOTE)?;
            let label = label.split(']').next().filter(|label| at + 2 + label.len() < text.len())?;
            let start = span.range().start + at;
            let sound = !label.is_empty() && !label.contains(|letter: char| letter.is_whitespace() || letter == '[');
            sound.then(|| Span::new(start..start + label.len() + 3))
        })
    })
}
