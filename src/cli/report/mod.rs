//! Diagnostics -> text: for people as rustc shows them, with the line and carets under the words, for
//! programs as one JSON object a line.

mod excerpt;
mod human;
mod json;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::load::Sources;
use excerpt::{Excerpt, Position};

pub(super) use human::{Look, Paint, human, plain};
pub(super) use json::json;

/// The line that a diagnostic is about, and its place as people count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Shown {
    pub(super) line: usize,
    pub(super) column: usize,
    #[serde(flatten)]
    excerpt: Excerpt,
}

/// The line that `diagnostic` is about, in at most `width` columns.
pub(super) fn shown(diagnostic: &Diagnostic, sources: &Sources, width: usize) -> Option<Shown> {
    let span = diagnostic.place.span?;
    let text = sources.text(diagnostic.place.path.as_str())?;
    let Position { line, column } = excerpt::position(text, span.range().start);
    Some(Shown { line, column, excerpt: excerpt::excerpt(text, span, width) })
}
