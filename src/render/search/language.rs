//! What the index knows of a language: its Snowball stemmer (Porter 2001), its irregular forms, its stop words. All of it is used
//! at build time only; the browser gets the result as a dictionary of forms.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};

use super::text;

pub(super) struct Language {
    stemmer: Option<Stemmer>,
    irregular: FxHashMap<&'static str, &'static str>,
    stops: FxHashSet<Cow<'static, str>>,
    related: Option<&'static str>,
}

impl Language {
    /// `tag` is a BCP 47 tag; an unknown language is indexed by its forms alone.
    pub(super) fn new(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let irregular =
            if primary == "en" { pairs(include_str!("words/irregular-en.txt")) } else { FxHashMap::default() };
        Self {
            stemmer: algorithm(&primary).map(Stemmer::create),
            irregular,
            stops: stop_words(&primary).split_whitespace().map(text::form).collect(),
            related: (primary == "en").then_some(include_str!("words/related-en.txt")),
        }
    }

    /// The key of the group that `token` (raw: lower case, marks on) belongs to.
    pub(super) fn stem<'a>(&self, token: &'a str) -> Cow<'a, str> {
        let base = self.irregular.get(token).copied().unwrap_or(token);
        match self.stemmer.as_ref().map_or(Cow::Borrowed(base), |stemmer| stemmer.stem(base)) {
            Cow::Borrowed(stem) => text::form(stem),
            Cow::Owned(stem) => Cow::Owned(text::form(&stem).into_owned()),
        }
    }

    /// Forms that no rule leads to: a query may hold them where no page does.
    pub(super) fn irregular(&self) -> impl Iterator<Item = &str> {
        self.irregular.keys().copied()
    }

    /// Lines of words that stand for one another in everyday use.
    pub(super) fn related(&self) -> Option<&'static str> {
        self.related
    }

    pub(super) fn is_stop(&self, form: &str) -> bool {
        self.stops.contains(form)
    }
}

fn algorithm(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

/// Lines of a base form and the forms that no suffix rule leads to.
fn pairs(table: &'static str) -> FxHashMap<&'static str, &'static str> {
    let mut pairs = FxHashMap::default();
    for line in table.lines() {
        let mut words = line.split_whitespace();
        if let Some(base) = words.next() {
            pairs.extend(words.map(|irregular| (irregular, base)));
        }
    }
    pairs
}

fn stop_words(primary: &str) -> &'static str {
    match primary {
        "de" => include_str!("words/stops-de.txt"),
        "en" => include_str!("words/stops-en.txt"),
        "es" => include_str!("words/stops-es.txt"),
        "fr" => include_str!("words/stops-fr.txt"),
        _ => "",
    }
}
