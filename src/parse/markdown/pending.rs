//! Text that comes in pieces -> one text: pulldown-cmark splits at escapes, entities and line ends; what
//! belongs together becomes one node, without a copy as long as it is a slice of the file.

use crate::diagnostic::Span;
use crate::parse::tree::{TextRef, Tree};

/// A run of text that may go on.
#[derive(Debug)]
pub(super) struct Pending {
    /// Where all of it stands.
    pub span: Span,
    /// Raw HTML rather than text.
    pub html: bool,
    text: Run,
}

#[derive(Debug)]
enum Run {
    /// The very bytes of the span.
    Slice,
    /// Put together.
    Owned(String),
}

impl Pending {
    /// A run that begins with `text`, at `span` of `file`.
    pub(super) fn new(text: &str, span: Span, html: bool, file: &str) -> Self {
        let text = if file.get(span.range()) == Some(text) { Run::Slice } else { Run::Owned(text.to_owned()) };
        Self { span, html, text }
    }

    /// Goes on with `text` at `span`.
    pub(super) fn push(&mut self, text: &str, span: Span, file: &str) {
        let seamless = span.start == self.span.end && file.get(span.range()) == Some(text);
        if !(seamless && matches!(self.text, Run::Slice)) {
            self.owned(file).push_str(text);
        }
        self.span = Span { start: self.span.start.min(span.start), end: self.span.end.max(span.end) };
    }

    fn owned(&mut self, file: &str) -> &mut String {
        if matches!(self.text, Run::Slice) {
            self.text = Run::Owned(file.get(self.span.range()).unwrap_or_default().to_owned());
        }
        match &mut self.text {
            Run::Owned(text) => text,
            Run::Slice => unreachable!("made owned above"),
        }
    }

    /// The text, put into `tree` if it has to be.
    pub(super) fn finish(self, tree: &mut Tree) -> TextRef {
        match self.text {
            Run::Slice => TextRef::Source(self.span),
            Run::Owned(text) => tree.own(&text),
        }
    }
}
