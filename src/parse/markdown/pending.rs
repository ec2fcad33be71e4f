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
    /// The text; `None` as long as it is the very bytes of the span.
    owned: Option<String>,
}

impl Pending {
    /// A run that begins with `text`, at `span` of `file`.
    pub(super) fn new(text: &str, span: Span, html: bool, file: &str) -> Self {
        let owned = (file.get(span.range()) != Some(text)).then(|| text.to_owned());
        Self { span, html, owned }
    }

    /// Goes on with `text` at `span`.
    pub(super) fn push(&mut self, text: &str, span: Span, file: &str) {
        let seamless = span.start == self.span.end && file.get(span.range()) == Some(text);
        if self.owned.is_some() || !seamless {
            let so_far = || file.get(self.span.range()).unwrap_or_default().to_owned();
            self.owned.get_or_insert_with(so_far).push_str(text);
        }
        self.span = Span { start: self.span.start.min(span.start), end: self.span.end.max(span.end) };
    }

    /// The text, put into `tree` if it has to be.
    pub(super) fn finish(self, tree: &mut Tree) -> TextRef {
        match self.owned {
            None => TextRef::Source(self.span),
            Some(text) => tree.own(&text),
        }
    }
}
