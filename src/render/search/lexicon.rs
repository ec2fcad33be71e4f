//! Groups in, the text of the lexicon out: every form of the corpus with its stem, so that the browser completes, corrects and finds
//! words without a stemmer.
//!
//! A lexicon shard is text, one group a line, in the order of the groups in the shards of postings. A line `/` opens the next of these.
//!
//! ```text
//! line    shared mark rest [":" form *("," form)]
//! shared  one character: how many characters (UTF-16 units) of the stem before it this stem begins with, counted from "0"
//! mark    one character from "0": the group's class, + 16 if a title holds it, + 32 if it is a stop word
//! rest    the rest of the stem
//! form    what to add to the stem; if some of it must go first, an upper-case letter says how much ("A" is 1). No list: the stem is its only form
//! alias   "!" form " " stem: the form of a group whose line is in another lexicon shard than the form's own place
//! ```
//!
use std::fmt::Write;
use std::ops::Range;

use super::neighbours::Standing;
use super::vocabulary::{Vocabulary, browser_order};
use super::{Counts, POSTINGS_A_LEXICON};

const FIRST: u32 = '0' as u32;

pub(super) struct Lexicon<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// Of each group.
    pub(super) standings: &'a [Standing],
    pub(super) counts: &'a [Counts],
    /// The groups of each shard of postings.
    pub(super) postings: &'a [Range<usize>],
}

impl Lexicon<'_> {
    /// The first stem of each shard but the first: a word belongs to the last shard whose first stem is not after it.
    pub(super) fn first_stems(&self) -> Vec<&str> {
        let opening = self.postings.iter().step_by(POSTINGS_A_LEXICON).skip(1);
        opening.map(|groups| self.vocabulary.groups.get(groups.start).map_or("\u{ffff}", |group| &group.stem)).collect()
    }

    /// What the lexicon shard of this number holds.
    pub(super) fn text(&self, shard: usize) -> String {
        let mut text = String::new();
        let mut previous: &str = "";
        for groups in self.postings.iter().skip(shard * POSTINGS_A_LEXICON).take(POSTINGS_A_LEXICON) {
            text.push_str("/\n");
            for group in groups.clone() {
                self.line(&mut text, group, previous);
                previous = &self.vocabulary.groups[group].stem;
            }
        }
        for (form, stem) in self.aliases(shard) {
            let _ = writeln!(text, "!{form} {stem}");
        }
        text
    }

    fn line(&self, text: &mut String, group: usize, previous: &str) {
        let stem = &*self.vocabulary.groups[group].stem;
        let mark = self.standings[group].class
            + 16 * u32::from(self.counts[group].in_title)
            + 32 * u32::from(self.vocabulary.groups[group].is_stop);
        let shared = shared(previous, stem);
        text.extend([shared.encode_utf16().count() as u32, mark].map(symbol));
        text.push_str(&stem[shared.len()..]);
        let forms = &self.vocabulary.forms[self.vocabulary.forms_of(group)];
        if !matches!(forms, [only] if **only == *stem) {
            for (form, separator) in forms.iter().zip(std::iter::once(':').chain(std::iter::repeat(','))) {
                text.push(separator);
                let kept = self::shared(stem, form);
                let dropped = stem[kept.len()..].encode_utf16().count() as u32;
                if dropped > 0 {
                    text.extend(char::from_u32('@' as u32 + dropped));
                }
                text.push_str(&form[kept.len()..]);
            }
        }
        text.push('\n');
    }

    /// The forms that a look-up by their own letters would seek in this shard, though their group is in another.
    fn aliases(&self, shard: usize) -> Vec<(&str, &str)> {
        if self.postings.len() <= POSTINGS_A_LEXICON {
            return Vec::new();
        }
        let firsts = self.first_stems();
        let place = |word: &str| firsts.partition_point(|first| browser_order(first, word).is_le());
        let mut aliases = Vec::new();
        for group in &self.vocabulary.groups {
            for form in &self.vocabulary.forms[group.first_form as usize..group.last_form as usize] {
                if !form.starts_with(&*group.stem) && place(form) == shard && place(&group.stem) != shard {
                    aliases.push((&**form, &*group.stem));
                }
            }
        }
        aliases
    }
}

fn symbol(number: u32) -> char {
    char::from_u32(FIRST + number).unwrap_or('0')
}

/// What both begin with.
fn shared<'a>(a: &'a str, b: &str) -> &'a str {
    let end = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map(|((index, _), _)| index);
    &a[..end.unwrap_or(a.len().min(b.len()))]
}
