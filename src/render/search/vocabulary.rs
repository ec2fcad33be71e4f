//! The chunks' vocabularies in, one numbering of forms out: by stem, then by form, so that a group of forms that share a stem is a range
//! of numbers, and a range of stems is one too. The numbers live during the build only; nothing published holds one.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::dictionary::{Dictionary, Tokens};
use rustc_hash::FxHashMap;

use super::language::Language;
use super::parallel::parallel;
use super::stream::Chunk;
use super::text;

/// Words that one thread stems at a time.
const BLOCK: usize = 1000;

pub(super) struct Vocabulary {
    pub(super) forms: Vec<Box<str>>,
    pub(super) groups: Vec<Group>,
    /// The group of each form.
    pub(super) group_of: Vec<u32>,
}

pub(super) struct Group {
    pub(super) stem: Box<str>,
    pub(super) first_form: u32,
    pub(super) last_form: u32,
    pub(super) is_stop: bool,
}

impl Vocabulary {
    pub(super) fn forms_of(&self, group: usize) -> std::ops::Range<usize> {
        self.groups[group].first_form as usize..self.groups[group].last_form as usize
    }

    /// The form that `token` (raw) has become, if it is known.
    pub(super) fn find(&self, language: &Language, token: &str) -> Option<u32> {
        let (form, stem) = (text::form(token), language.stem(token));
        let group = self.groups.binary_search_by(|group| browser_order(&group.stem, &stem)).ok()?;
        self.forms_of(group).find(|&number| *self.forms[number] == *form).map(|number| number as u32)
    }
}

/// As JavaScript compares strings, by UTF-16 units: the browser looks up stems by their order.
pub(super) fn browser_order(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Merges the chunks' vocabularies and renumbers their words. Words that no page holds but a query may are added: synonyms, and the
/// irregular forms of words that some page does hold.
pub(super) fn merge(chunks: &mut [Chunk], synonyms: &[Vec<String>], language: &Language) -> Vocabulary {
    let mut distinct = Dictionary::default();
    synonyms.iter().flatten().for_each(|phrase| {
        text::tokens(phrase, |token| {
            distinct.number(token);
        });
    });
    // Of each chunk, by its own numbers, where a token stands among the distinct ones; later, which form it has become.
    let mut numbers: Vec<Vec<u32>> =
        chunks.iter().map(|chunk| chunk.vocabulary.iter().map(|token| distinct.number(token)).collect()).collect();
    let tokens: Tokens = distinct.into_tokens();
    let mut order: Vec<u32> = (0..tokens.len() as u32).collect();
    order.sort_unstable_by(|a, b| {
        let (a, b) = (tokens.get(*a), tokens.get(*b));
        first_bytes(a).cmp(&first_bytes(b)).then_with(|| a.cmp(b))
    });
    let mut stemmed = parallel(order.len().div_ceil(BLOCK), |block| {
        let block = order[block * BLOCK..].iter().take(BLOCK).map(|number| tokens.get(*number));
        block.map(|token| (text::form(token), language.stem(token))).collect::<Vec<_>>()
    })
    .concat();
    let irregular = irregular(&stemmed, language);
    stemmed.extend(irregular);
    let stem_of_form = one_stem_a_form(&stemmed);
    let pairs = sorted_pairs(&stem_of_form);
    let vocabulary = numbered(&pairs, language);
    let number_of: FxHashMap<&str, u32> = pairs.iter().zip(0..).map(|((_, form), number)| (*form, number)).collect();
    let mut forms = vec![0; tokens.len()];
    for (token, (form, _)) in order.iter().zip(&stemmed) {
        forms[*token as usize] = number_of[form.as_str()];
    }
    numbers.iter_mut().flatten().for_each(|number| *number = forms[*number as usize]);
    for (chunk, numbers) in chunks.iter_mut().zip(numbers) {
        chunk.words.iter_mut().for_each(|word| *word = numbers[*word as usize]);
        chunk.vocabulary = Tokens::default();
    }
    vocabulary
}

/// Forms that no rule leads to, of the stems that are there.
fn irregular(stemmed: &[(String, String)], language: &Language) -> Vec<(String, String)> {
    let stems: HashSet<&str> = stemmed.iter().map(|(_, stem)| stem.as_str()).collect();
    let all = language.irregular().map(|form| (form.to_owned(), language.stem(form)));
    all.filter(|(_, stem)| stems.contains(stem.as_str())).collect()
}

/// Tokens that differ in marks alone may stem apart but are one form: the first in order decides.
fn one_stem_a_form(stemmed: &[(String, String)]) -> FxHashMap<&str, &str> {
    let mut stem_of_form: FxHashMap<&str, &str> = FxHashMap::default();
    for (form, stem) in stemmed {
        stem_of_form.entry(form).or_insert(stem);
    }
    stem_of_form
}

/// Each stem with each of its forms, in the order of the numbers.
fn sorted_pairs<'a>(stem_of_form: &FxHashMap<&'a str, &'a str>) -> Vec<(&'a str, &'a str)> {
    let keyed = stem_of_form.iter().map(|(form, stem)| (first_units(stem), *stem, *form));
    let mut keyed: Vec<(u128, &str, &str)> = keyed.collect();
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| browser_order(a.1, b.1)).then_with(|| a.2.cmp(b.2)));
    keyed.into_iter().map(|(_, stem, form)| (stem, form)).collect()
}

/// The first eight UTF-16 units as one number, which is of the same order as [`browser_order`] where it differs.
fn first_units(text: &str) -> u128 {
    text.encode_utf16().chain(std::iter::repeat(0)).take(8).fold(0, |number, unit| number << 16 | u128::from(unit))
}

/// The first eight bytes as one number, which is of the same order as the text where it differs.
fn first_bytes(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = text.len().min(8);
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}

fn numbered(pairs: &[(&str, &str)], language: &Language) -> Vocabulary {
    let mut vocabulary = Vocabulary {
        forms: Vec::with_capacity(pairs.len()),
        groups: Vec::new(),
        group_of: Vec::with_capacity(pairs.len()),
    };
    for group in pairs.chunk_by(|a, b| a.0 == b.0) {
        let first_form = vocabulary.forms.len() as u32;
        vocabulary.group_of.extend(group.iter().map(|_| vocabulary.groups.len() as u32));
        vocabulary.forms.extend(group.iter().map(|&(_, form)| Box::from(form)));
        vocabulary.groups.push(Group {
            stem: group[0].0.into(),
            first_form,
            last_form: vocabulary.forms.len() as u32,
            is_stop: group.iter().any(|(_, form)| language.is_stop(form)),
        });
    }
    vocabulary
}
