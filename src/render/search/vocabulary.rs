//! The chunks' vocabularies in, one numbering of forms out: by stem, then by form, so that a group of forms that share a stem is a range
//! of numbers, and a range of stems is one too. The numbers live during the build only; nothing published holds one.

use std::borrow::Cow;
use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};

use super::dictionary::{Dictionary, Tokens};
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
    let tokens = distinct.into_tokens();
    let stemmed: Vec<Vec<Stemmed>> = parallel(tokens.len().div_ceil(BLOCK), |block| {
        let numbers = block * BLOCK..tokens.len().min((block + 1) * BLOCK);
        numbers.map(|number| Stemmed::new(tokens.get(number as u32), language)).collect()
    });
    let stemmed: Vec<Stemmed> = stemmed.into_iter().flatten().collect();
    let irregular = irregular(&stemmed, language);
    let (sorted, forms) = sorted_forms(&stemmed, &irregular);
    let vocabulary = numbered(&sorted, language);
    numbers.iter_mut().flatten().for_each(|number| *number = forms[*number as usize]);
    for (chunk, numbers) in chunks.iter_mut().zip(numbers) {
        chunk.words.iter_mut().for_each(|word| *word = numbers[*word as usize]);
        chunk.vocabulary = Tokens::default();
    }
    vocabulary
}

/// A token, the form that it becomes, and the stem of its group.
struct Stemmed<'a> {
    token: &'a str,
    form: Cow<'a, str>,
    stem: Cow<'a, str>,
}

impl<'a> Stemmed<'a> {
    fn new(token: &'a str, language: &Language) -> Self {
        Self { token, form: text::form(token), stem: language.stem(token) }
    }
}

/// Forms that no rule leads to, of the stems that are there.
fn irregular<'a>(stemmed: &[Stemmed], language: &'a Language) -> Vec<Stemmed<'a>> {
    let stems: FxHashSet<&str> = stemmed.iter().map(|stemmed| &*stemmed.stem).collect();
    let all = language.irregular().map(|form| Stemmed::new(form, language));
    all.filter(|irregular| stems.contains(&*irregular.stem)).collect()
}

/// Every form once, in the order of the numbers, and of each of `stemmed` the number of its form.
fn sorted_forms<'a>(stemmed: &'a [Stemmed], irregular: &'a [Stemmed]) -> (Vec<&'a Stemmed<'a>>, Vec<u32>) {
    let mut places: FxHashMap<&str, u32> = FxHashMap::default();
    let mut forms: Vec<&Stemmed> = Vec::with_capacity(stemmed.len());
    let mut numbers = Vec::with_capacity(stemmed.len());
    for own in stemmed {
        let place = *places.entry(&own.form).or_insert(forms.len() as u32);
        match forms.get_mut(place as usize) {
            None => forms.push(own),
            // Tokens that differ in marks alone may stem apart but are one form: the first in order decides.
            Some(known) if own.token < known.token => *known = own,
            Some(_) => {}
        }
        numbers.push(place);
    }
    forms.extend(irregular.iter().filter(|own| !places.contains_key(&*own.form)));
    let mut order: Vec<_> = forms.iter().zip(0u32..).map(|(own, place)| (first_units(&own.stem), place)).collect();
    order.sort_unstable_by(|a, b| {
        let by_units = a.0.cmp(&b.0);
        let (a, b) = (forms[a.1 as usize], forms[b.1 as usize]);
        by_units.then_with(|| browser_order(&a.stem, &b.stem)).then_with(|| a.form.cmp(&b.form))
    });
    let mut number_of = vec![0; forms.len()];
    for ((_, place), number) in order.iter().zip(0..) {
        number_of[*place as usize] = number;
    }
    for number in &mut numbers {
        *number = number_of[*number as usize];
    }
    (order.into_iter().map(|(_, place)| forms[place as usize]).collect(), numbers)
}

/// The first eight UTF-16 units as one number, which is of the same order as [`browser_order`] where it differs.
fn first_units(text: &str) -> u128 {
    text.encode_utf16().chain(std::iter::repeat(0)).take(8).fold(0, |number, unit| number << 16 | u128::from(unit))
}

fn numbered(forms: &[&Stemmed], language: &Language) -> Vocabulary {
    let mut vocabulary = Vocabulary {
        forms: Vec::with_capacity(forms.len()),
        groups: Vec::new(),
        group_of: Vec::with_capacity(forms.len()),
    };
    for group in forms.chunk_by(|a, b| a.stem == b.stem) {
        let first_form = vocabulary.forms.len() as u32;
        vocabulary.group_of.extend(group.iter().map(|_| vocabulary.groups.len() as u32));
        vocabulary.forms.extend(group.iter().map(|own| Box::from(&*own.form)));
        vocabulary.groups.push(Group {
            stem: Box::from(&*group[0].stem),
            first_form,
            last_form: vocabulary.forms.len() as u32,
            is_stop: group.iter().any(|own| language.is_stop(&own.form)),
        });
    }
    vocabulary
}
