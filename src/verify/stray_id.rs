//! `{#…}` that is not an id, or where none can be.
//!
//! A warning: the reader sees it, and what should be known by it is not.

use std::ops::Range;

use super::running_texts;
use crate::diagnostic::{Check, Diagnostic, Diagnostics, Span};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::warning("stray-id", "`{#…}` that is no id, or where none can be");

const OPENING: &str = "{#";

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    // One search over the whole page costs less than one in each of its texts; one for a character, less than for two.
    let text = &*page.document.text;
    let braces = text.match_indices('{').map(|(at, _)| at);
    let openings: Vec<usize> = braces.filter(|at| text[*at..].starts_with(OPENING)).collect();
    if openings.is_empty() {
        return Diagnostics::new();
    }
    let has_opening = |span: Span| {
        let Range { start, end } = span.range();
        openings.get(openings.partition_point(|at| *at < start)).is_some_and(|at| *at < end)
    };
    let texts = running_texts(&page.document).filter(|(span, _)| has_opening(*span));
    texts.flat_map(|(span, text)| strays(text, span)).map(|span| report(page, span)).collect()
}

/// Where `{#…}` stands in `text`, which stands at `span`.
fn strays(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    text.match_indices('{').filter_map(move |(at, _)| {
        let length = text[at..].strip_prefix(OPENING).and(text[at..].find('}'))? + 1;
        let start = span.range().start + at;
        Some(Span::new(start..start + length))
    })
}

fn report(page: &Page, span: Span) -> Diagnostic {
    let text = page.document.text.get(span.range()).unwrap_or_default();
    Diagnostic::new(&CHECK, format!("`{text}` is shown as it stands"), &page.document.path, span).help(
        "an id is of letters, digits, `-` and `_`, such as `{#first-contact}`, at the end of the first line of a heading, \
         rule, task or question",
    )
}
