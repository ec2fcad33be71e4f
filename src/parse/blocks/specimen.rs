//! A quoted message, a paragraph that opens with a bold verdict, and a numbered list of clues -> [`Specimen`].
//! Each clue opens with words quoted from the message; they are looked for here.

use std::ops::Range;

use super::Scene;
use crate::diagnostic::Span;
use crate::parse::document::{Clue, Form, Fragment, Place, Specimen};
use crate::parse::tree::{NodeId, NodeKind};

/// The nodes of a specimen among those of a question.
#[derive(Debug)]
pub(super) struct Parts {
    /// The quotation.
    pub quote: NodeId,
    verdict: NodeId,
    clues: Option<NodeId>,
    /// The first node after all of them.
    pub end: NodeId,
}

/// Finds a quotation with a verdict after it.
pub(super) fn recognise(scene: &Scene<'_>, siblings: &[NodeId]) -> Option<Parts> {
    let pairs = siblings.windows(2).enumerate();
    let (at, quote, verdict) = pairs.into_iter().find_map(|(at, pair)| match pair {
        [quote, verdict] if is_quote(scene, *quote) && is_verdict(scene, *verdict) => Some((at, *quote, *verdict)),
        _ => None,
    })?;
    let after = siblings.get(at + 2..).unwrap_or_default();
    let clues = after.iter().copied().find(|id| matches!(scene.kind(*id), NodeKind::List { start: Some(_) }));
    let end = scene.tree.node(clues.unwrap_or(verdict)).end;
    Some(Parts { quote, verdict, clues, end })
}

/// Whether a node is quoted.
pub(super) fn is_quote(scene: &Scene<'_>, id: NodeId) -> bool {
    matches!(scene.kind(id), NodeKind::BlockQuote | NodeKind::Alert(_))
}

fn is_verdict(scene: &Scene<'_>, id: NodeId) -> bool {
    scene.kind(id) == NodeKind::Paragraph && scene.opening_verdict(scene.tree.inside(id)).is_some()
}

/// Reads a specimen that was recognised.
pub(super) fn read(scene: &mut Scene<'_>, parts: &Parts) -> Option<Form> {
    let paragraph = scene.tree.inside(parts.verdict);
    let (verdict, after) = scene.opening_verdict(paragraph.clone())?;
    let lead = after..paragraph.end;
    scene.trim_start(lead.clone());
    let rest = scene.tree.node(parts.verdict).end..parts.clues.unwrap_or(parts.end);
    let message = scene.tree.inside(parts.quote);
    if scene.plain(message.clone()).trim().is_empty() {
        scene.malformed("an empty specimen", scene.span(parts.quote), "quote the message that is to be judged");
    }
    let clues = read_clues(scene, parts.clues, &message);
    Some(Form::Specimen(Specimen { message, verdict, why: Fragment { lead, rest }, clues }))
}

fn read_clues(scene: &Scene<'_>, list: Option<NodeId>, message: &Range<NodeId>) -> Vec<Clue> {
    let Some(list) = list else { return Vec::new() };
    let message = Letters::of(&scene.plain(message.clone()));
    let mut clues: Vec<Clue> = Vec::new();
    for item in scene.children(list) {
        let clue = read_clue(scene, item, &message, &clues);
        clues.push(clue);
    }
    clues
}

/// Reads a clue. Its words are where they stand first and no clue `before` it has any of them.
fn read_clue(scene: &Scene<'_>, item: NodeId, message: &Letters, before: &[Clue]) -> Clue {
    let text = scene.content(scene.tree.inside(item));
    let plain = scene.plain(text.lead.clone());
    let span = scene.span(item);
    let quoted = opening_quote(&plain).unwrap_or_default();
    let written = plain.get(quoted.clone()).unwrap_or_default();
    let quote_span = span_of_plain(scene, text.lead.clone(), &quoted).unwrap_or(span);
    let (quote, found) = message.find(written, before);
    Clue { quote: quote.into(), quote_span, found, text, span }
}

/// One letter for all quotation marks, and for all apostrophes: a clue may be typed with others than its message.
pub fn plain_mark(character: char) -> char {
    match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '＂' => '"',
        '‘' | '’' | '‚' | '´' | '`' => '\'',
        other => other,
    }
}

/// Whether a text opens with quoted words.
pub(super) fn opens_with_quote(text: &str) -> bool {
    opening_quote(text).is_some()
}

/// The words in quotation marks that a text opens with, without the marks.
fn opening_quote(text: &str) -> Option<Range<usize>> {
    let marked = text.trim_start();
    let open = marked.chars().next()?;
    let close: &[char] = match open {
        '"' | '＂' => &['"', '＂'],
        '“' | '‟' => &['”', '"', '“'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '「' => &['」'],
        _ => return None,
    };
    let start = text.len() - marked.len() + open.len_utf8();
    let length = text.get(start..)?.find(close)?;
    (length > 0).then(|| start..start + length)
}

/// Where a part of the plain text of `range` is written.
fn span_of_plain(scene: &Scene<'_>, range: Range<NodeId>, part: &Range<usize>) -> Option<Span> {
    if part.is_empty() {
        return None;
    }
    let pieces = scene.tree.plain_pieces(scene.file, range);
    let spans = pieces.filter(|(_, bytes)| bytes.start < part.end && part.start < bytes.end).map(|(id, bytes)| {
        let within = part.start.max(bytes.start) - bytes.start..part.end.min(bytes.end) - bytes.start;
        scene.tree.span_in(scene.file, id, within)
    });
    spans.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) })
}

/// A text in its plainest form: white space as single spaces, straight quotation marks, small letters.
struct Letters {
    plain: String,
    /// For each byte of `plain`, the bytes of the text that it stands for.
    origin: Vec<(usize, usize)>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self { plain: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
        for (at, character) in text.char_indices() {
            if character.is_whitespace() {
                letters.push_space(at, character);
            } else {
                plain_mark(character).to_lowercase().for_each(|small| letters.push(small, at, character));
            }
        }
        letters
    }

    fn push(&mut self, plain: char, at: usize, original: char) {
        self.plain.push(plain);
        self.origin.resize(self.plain.len(), (at, at + original.len_utf8()));
    }

    fn push_space(&mut self, at: usize, original: char) {
        if !self.plain.ends_with(' ') {
            self.push(' ', at, original);
        } else if let Some(last) = self.origin.last_mut() {
            last.1 = at + original.len_utf8();
        }
    }

    /// Where the text has the words of a quotation to itself, and those words: a full stop or comma that English puts
    /// inside the marks may be missing there.
    fn find<'a>(&self, quote: &'a str, before: &[Clue]) -> (&'a str, Place) {
        let quote = quote.trim();
        let bare = quote.trim_end_matches(['.', ',', '!', '?', ';', ':', '…']);
        match self.find_plain(quote, before) {
            Place::Missing => (bare, self.find_plain(bare, before)),
            found => (quote, found),
        }
    }

    fn find_plain(&self, words: &str, before: &[Clue]) -> Place {
        let words = Self::of(words).plain;
        if words.is_empty() {
            return Place::Missing;
        }
        let mut place = Place::Missing;
        for (at, _) in self.plain.match_indices(&words) {
            let range = self.origin_of(at..at + words.len());
            let taken = before.iter().position(|other| other.found.overlaps(&range));
            match taken {
                None => return Place::At(range),
                Some(clue) => place = Place::Taken { clue },
            }
        }
        place
    }

    /// The part of the original text that a part of the plain one stands for.
    fn origin_of(&self, plain: Range<usize>) -> Range<usize> {
        let part = self.origin.get(plain).unwrap_or_default();
        part.first().map_or(0, |first| first.0)..part.last().map_or(0, |last| last.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_at_the_start_are_found() {
        for text in ["\"a b\" c", "“a b” c", " „a b“ c", "«a b» c", "»a b« c", "„a b” c"] {
            assert_eq!(opening_quote(text).map(|range| &text[range]), Some("a b"), "{text}");
        }
        for text in ["", "a \"b\"", "\"a", "\"\" b", "'a' b"] {
            assert_eq!(opening_quote(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_found_whatever_their_quotes_and_spaces() {
        let message = "Hi Äna,\nI’d  like to add “you”.";
        let letters = Letters::of(message);
        for words in ["I'd like to", "i’d like\nto", "add \"you\".", "ÄNA, i’d", "“you”!"] {
            let (_, found) = letters.find(words, &[]);
            assert!(matches!(&found, Place::At(range) if message.get(range.clone()).is_some()), "{words}");
        }
        let (quote, found) = letters.find("I'd like!", &[]);
        assert!(matches!(found, Place::At(range) if &message[range.clone()] == "I’d  like"));
        assert_eq!(quote, "I'd like");
        for words in ["love", "…"] {
            assert_eq!(letters.find(words, &[]).1, Place::Missing, "{words}");
        }
    }
}
