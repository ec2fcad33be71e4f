//! Where a piece of Markdown stands in its file: offsets in what pulldown-cmark was given -> [`Span`]s of
//! the file. They differ by a constant, except in a fence whose lines stand in a list or a quotation.

use std::ops::Range;

use crate::diagnostic::Span;

/// The way from offsets in a piece of Markdown to offsets in the file.
#[derive(Debug)]
pub(super) enum Origin {
    /// The piece is the file from here on.
    From(usize),
    /// The piece was put together from these.
    Pieces(Vec<Piece>),
}

/// One piece of a fence's body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where it begins in the body.
    body: usize,
    /// Where it begins in the file.
    file: usize,
    /// How many bytes of the file it is; the body may have more (a tab that became spaces).
    length: usize,
}

/// A fence's body while it is gathered.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The Markdown in it.
    pub text: String,
    pieces: Vec<Piece>,
}

impl Body {
    /// Adds `text`, which stands at `span` in the file.
    pub(super) fn push(&mut self, text: &str, span: Span) {
        let file = span.range();
        self.pieces.push(Piece { body: self.text.len(), file: file.start, length: file.len() });
        self.text.push_str(text);
    }

    /// The text, and where it comes from.
    pub(super) fn finish(self) -> (String, Origin) {
        (self.text, Origin::Pieces(self.pieces))
    }
}

impl Origin {
    /// The span in `file` of `range` in the piece, on whole characters whatever the input.
    pub(super) fn span(&self, range: &Range<usize>, file: &str) -> Span {
        let (start, end) = match self {
            Self::From(offset) => (offset + range.start, offset + range.end),
            Self::Pieces(pieces) => (start_in(pieces, range.start), end_in(pieces, range.end)),
        };
        let start = file.floor_char_boundary(start);
        Span::new(start..file.floor_char_boundary(end).max(start))
    }
}

/// A place that opens something: the last piece that begins at or before it.
fn start_in(pieces: &[Piece], offset: usize) -> usize {
    let after = pieces.partition_point(|piece| piece.body <= offset);
    in_file(pieces.get(after.saturating_sub(1)), offset)
}

/// A place that closes something: the last piece that begins before it.
fn end_in(pieces: &[Piece], offset: usize) -> usize {
    let after = pieces.partition_point(|piece| piece.body < offset);
    in_file(pieces.get(after.saturating_sub(1)), offset)
}

fn in_file(piece: Option<&Piece>, offset: usize) -> usize {
    piece.map_or(0, |piece| piece.file + offset.saturating_sub(piece.body).min(piece.length))
}
