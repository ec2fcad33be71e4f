//! Names within a page. Texts -> slugs; `{#id}` at the end of a line -> where it stands; all names of a
//! page -> the same, made unique, with a report of each two that were alike.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::checks::DUPLICATE_ID;
use super::document::Ident;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::path::SourcePath;

/// How many characters a name made from a text may have.
const LONGEST: usize = 80;

/// A name made from a text: lower case, letters and digits of all scripts, hyphens between words.
///
/// Apostrophes vanish (`don’t` -> `dont`), anything else becomes a hyphen. A long text is cut between
/// words. Empty when the text has neither letter nor digit.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len().min(LONGEST + 8));
    if text.is_ascii() {
        text.bytes().for_each(|byte| push_ascii(&mut slug, byte.to_ascii_lowercase()));
    } else {
        text.nfc().flat_map(char::to_lowercase).nfc().for_each(|character| push(&mut slug, character));
    }
    cut(&mut slug);
    slug
}

/// The same as [`push`], for the many texts that are nothing else.
fn push_ascii(slug: &mut String, byte: u8) {
    if byte.is_ascii_alphanumeric() {
        slug.push(char::from(byte));
    } else if !(slug.is_empty() || slug.ends_with('-') || matches!(byte, b'\'' | b'`')) {
        slug.push('-');
    }
}

fn push(slug: &mut String, character: char) {
    let in_word = !slug.is_empty() && !slug.ends_with('-');
    if character.is_alphanumeric() || (in_word && is_combining_mark(character)) {
        slug.push(character);
    } else if in_word && !is_apostrophe(character) {
        slug.push('-');
    }
}

/// Whether the character is one of those that people type for an apostrophe.
pub(super) fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '＇')
}

/// Shortens to [`LONGEST`] characters, between words where there are several.
fn cut(slug: &mut String) {
    if slug.len() > LONGEST
        && let Some((limit, _)) = slug.char_indices().nth(LONGEST)
    {
        let end = slug.get(..=limit).and_then(|head| head.rfind('-')).filter(|end| *end > 0);
        slug.truncate(end.unwrap_or(limit));
    }
    slug.truncate(slug.trim_end_matches('-').len());
}

/// A `{#id}` that ends a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TrailingId {
    /// What is left of the line without it, in bytes.
    pub kept: usize,
    /// The bytes of `#id`.
    pub written: Range<usize>,
}

/// Finds `{#id}` at the end of `line`.
pub(super) fn trailing_id(line: &str) -> Option<TrailingId> {
    let inner = line.trim_end().strip_suffix('}')?;
    let open = inner.rfind("{#")?;
    let name = inner.get(open + 2..)?;
    let sound = !name.is_empty() && !name.contains(|character: char| character.is_whitespace() || character == '{');
    sound.then(|| TrailingId { kept: line[..open].trim_end().len(), written: open + 1..inner.len() })
}

/// An id that its author wrote as `{#name}`.
pub(super) fn explicit(name: &str, span: Span) -> Ident {
    Ident { name: name.into(), span, explicit: true }
}

/// An id made from `text`, which stands at `span`; `otherwise` where the text has no letters.
pub(super) fn made_from(text: &str, span: Span, otherwise: &str) -> Ident {
    let name = slug(text);
    // Copied: to shrink what it was made in takes longer.
    let name = if name.is_empty() { otherwise } else { &name }.into();
    Ident { name, span, explicit: false }
}

/// Makes the names of a page unique.
///
/// One that an author wrote keeps its name, so that a text never takes what someone asked for; otherwise the
/// first in the file does. Each later one is reported and gets a number.
///
/// Names that begin with `_` are the theme's: an author's is reported and loses it.
pub(super) fn settle(mut idents: Vec<&mut Ident>, path: &SourcePath) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for ident in idents.iter_mut().filter(|ident| ident.explicit && ident.name.starts_with('_')) {
        let name = ident.name.trim_start_matches('_');
        let name = if name.is_empty() { "id" } else { name };
        let message = format!("the id `{}` may be one of the theme's own, which begin with `_`", ident.name);
        diagnostics
            .push(Diagnostic::new(&DUPLICATE_ID, message, path, ident.span).help(format!("write `{{#{name}}}`")));
        ident.name = name.into();
    }
    idents.sort_by(|a, b| (&a.name, !a.explicit, a.span).cmp(&(&b.name, !b.explicit, b.span)));
    if idents.is_sorted_by(|a, b| a.name != b.name) {
        return diagnostics;
    }
    let mut names = Names { taken: idents.iter().map(|ident| ident.name.clone()).collect(), ..Names::default() };
    let mut before: Option<Box<str>> = None;
    for ident in idents {
        if before.as_ref() == Some(&ident.name) {
            diagnostics.push(duplicate(ident, path));
            ident.name = names.numbered(&ident.name);
        } else {
            before = Some(ident.name.clone());
        }
    }
    diagnostics
}

/// Names that are taken.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: BTreeSet<Box<str>>,
    /// The last number that each name was given.
    numbers: BTreeMap<Box<str>, u32>,
}

impl Names {
    /// Takes a name; false when somebody has it.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.into())
    }

    /// Takes the first of `name-2`, `name-3`, … that is free.
    pub(super) fn numbered(&mut self, name: &str) -> Box<str> {
        let number = self.numbers.entry(name.into()).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{name}-{number}").into_boxed_str();
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

fn duplicate(ident: &Ident, path: &SourcePath) -> Diagnostic {
    let (message, help) = if ident.explicit {
        let message = format!("the id `{}` is used twice on this page", ident.name);
        (message, format!("give one of the two another id, such as `{{#{}-2}}`", ident.name))
    } else {
        let message = format!("two texts on this page make the same id `{}`", ident.name);
        (message, format!("end the line with an id of its own, such as `{{#{}-2}}`", ident.name))
    };
    Diagnostic::new(&DUPLICATE_ID, message, path, ident.span).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ident(name: &str, start: usize, explicit: bool) -> Ident {
        Ident { name: name.into(), span: Span::new(start..start + 1), explicit }
    }

    #[test]
    fn letters_of_all_scripts_are_kept() {
        assert_eq!(slug("Größe & Straße 2"), "größe-straße-2");
        assert_eq!(slug("हिन्दी में"), "हिन्दी-में");
        assert_eq!(slug("لا تفعل"), "لا-تفعل");
        assert_eq!(slug("👍\u{fe0f} Thanks!"), "thanks");
    }

    #[test]
    fn composed_and_decomposed_letters_make_one_slug() {
        assert_eq!(slug("Cafe\u{301}"), slug("Café"));
    }

    #[test]
    fn apostrophes_vanish_and_other_marks_become_one_hyphen() {
        assert_eq!(slug("Don’t — ever!"), "dont-ever");
        assert_eq!(slug("Don't  (ever)"), "dont-ever");
        assert_eq!(slug("?!"), "");
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let slug = slug(&"word ".repeat(40));
        assert!(slug.chars().count() <= LONGEST, "{slug}");
        assert!(slug.ends_with("word"), "{slug}");
        assert_eq!(super::slug(&"x".repeat(200)).len(), LONGEST);
    }

    #[test]
    fn an_id_at_the_end_of_a_line_is_found() {
        let found = trailing_id("say why. {#say-why} ").unwrap();
        assert_eq!((found.kept, found.written), (8, 10..18));
        assert_eq!(trailing_id("{#only}").unwrap().kept, 0);
        for not in ["say {#a b}", "say {#}", "say {# a}", "{#a} say", "say {a}", "}"] {
            assert_eq!(trailing_id(not), None, "{not}");
        }
    }

    #[test]
    fn a_written_id_keeps_its_name_and_a_made_one_yields() {
        let (mut made, mut written, mut other) = (ident("a", 0, false), ident("a", 9, true), ident("a-2", 20, false));
        let path = SourcePath::new("content/a.md");
        let found = settle(vec![&mut made, &mut written, &mut other], &path);
        assert_eq!((&*made.name, &*written.name, &*other.name), ("a-3", "a", "a-2"));
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
