//! The words that mean something here, from the theme and the strings -> [`Words`] that recognise them, however they are
//! cased: those that open a do/don't rule, with an emoji before or a colon after them, and those that ask for one option.

use std::collections::BTreeMap;

use super::document::Verdict;
use super::ids::is_apostrophe;
use super::settings::{Config, KnownWords, ThemeManifest};

/// Recognises the words of one language, in their plainest form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    r#do: Vec<String>,
    dont: Vec<String>,
    one: Vec<String>,
    several: Vec<String>,
}

/// What counts where the theme has no words for the language.
const ENGLISH: (&[&str], &[&str]) = (&["do"], &["don't", "do not"]);

/// What ends a sentence, or a part of one that may say how to answer.
const ENDS: [char; 10] = ['.', '?', '؟', '!', ':', ';', '(', ')', '–', '—'];

impl Words {
    /// The words of a handbook: those of its theme and of what that extends, and its strings `do` and `dont`.
    pub(super) fn of(config: &Config, themes: &BTreeMap<String, ThemeManifest>) -> Self {
        let language = config.language.value.as_str();
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let mut words = Self { r#do: Vec::new(), dont: Vec::new(), one: Vec::new(), several: Vec::new() };
        for manifest in chain(&config.theme.value, themes) {
            for tag in [language, primary] {
                words.add_words(manifest.words.get(tag));
                words.add_strings(manifest.strings.get(tag));
            }
        }
        words.add_strings(Some(&config.strings));
        if words.r#do.is_empty() {
            words.r#do = ENGLISH.0.iter().map(|word| plain(word)).collect();
        }
        if words.dont.is_empty() {
            words.dont = ENGLISH.1.iter().map(|word| plain(word)).collect();
        }
        words
    }

    fn add_words(&mut self, words: Option<&KnownWords>) {
        if let Some(words) = words {
            self.r#do.extend(words.r#do.iter().map(|word| plain(word)));
            self.dont.extend(words.dont.iter().map(|word| plain(word)));
            self.one.extend(words.one.iter().map(|phrase| spaced(phrase)));
            self.several.extend(words.several.iter().map(|phrase| spaced(phrase)));
        }
    }

    fn add_strings(&mut self, strings: Option<&BTreeMap<String, String>>) {
        if let Some(strings) = strings {
            self.r#do.extend(strings.get("do").map(|word| plain(word)));
            self.dont.extend(strings.get("dont").map(|word| plain(word)));
        }
    }

    /// Whether a prompt asks, in so many words, for one option only: one of its sentences opens with a known phrase and
    /// is over soon, or is a question. Longer ones tell a story more often than how to answer ("Pick one person whom …").
    pub(super) fn asks_for_one(&self, prompt: &str) -> bool {
        prompt.split_inclusive(ENDS).any(|sentence| {
            let plain = spaced(sentence);
            self.one.iter().filter_map(|phrase| plain.strip_prefix(phrase)).any(|rest| {
                let is_short = sentence.ends_with(['?', '؟']) || rest.split_whitespace().count() <= 2;
                is_short && !self.several.iter().any(|phrase| format!(" {rest}").contains(phrase))
            })
        })
    }

    /// What a bold text says, when it is one of the words and nothing else.
    pub(super) fn verdict(&self, bold: &str) -> Option<Verdict> {
        let bold = plain(bold);
        if bold.is_empty() {
            None
        } else if self.r#do.contains(&bold) {
            Some(Verdict::Do)
        } else {
            self.dont.contains(&bold).then_some(Verdict::Dont)
        }
    }
}

/// A theme's manifest and those that it extends, `default` last.
fn chain<'a>(theme: &'a str, themes: &'a BTreeMap<String, ThemeManifest>) -> Vec<&'a ThemeManifest> {
    let mut names = vec![theme];
    while let Some(manifest) = names.last().and_then(|name| themes.get(*name)) {
        let next = manifest.extends.as_ref().map_or("default", |extends| &extends.value);
        if names.contains(&next) {
            break;
        }
        names.push(next);
    }
    names.into_iter().filter_map(|name| themes.get(name)).collect()
}

/// A word without case, apostrophes, emoji and punctuation around it.
fn plain(word: &str) -> String {
    let trimmed = word.trim_matches(|character: char| !character.is_alphanumeric() || is_apostrophe(character));
    let mut plain = String::with_capacity(trimmed.len());
    let mut is_gap = false;
    for character in trimmed.chars().filter(|character| !is_apostrophe(*character)) {
        if character.is_whitespace() {
            is_gap = true;
            continue;
        }
        if std::mem::take(&mut is_gap) {
            plain.push(' ');
        }
        plain.push(character);
    }
    plain.to_lowercase()
}

/// The words of a text alone, with a space around each.
fn spaced(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |text, word| text + &word.to_lowercase() + " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Words {
        Words::of(&Config::default(), &BTreeMap::new())
    }

    #[test]
    fn the_word_counts_however_it_is_dressed() {
        for text in ["Do", "DO:", "✅ Do", "👍\u{fe0f} do", "Do."] {
            assert_eq!(english().verdict(text), Some(Verdict::Do), "{text}");
        }
        for text in ["Don't", "Don’t", "DONT", "Do not", "❌ don‘t:", "Do  NOT"] {
            assert_eq!(english().verdict(text), Some(Verdict::Dont), "{text}");
        }
        for text in ["", "✅", "Doing", "Do say", "Note", "Donut"] {
            assert_eq!(english().verdict(text), None, "{text}");
        }
    }

    #[test]
    fn the_words_come_from_the_theme_in_the_sites_language() {
        let words = KnownWords { r#do: vec!["Tu das".into()], dont: vec!["Lass das".into()], ..KnownWords::default() };
        let manifest = ThemeManifest { words: [("de".to_owned(), words)].into(), ..ThemeManifest::default() };
        let themes = [("default".to_owned(), manifest)].into();
        let mut config = Config::default();
        config.language.value = "de-AT".into();
        config.strings.insert("do".into(), "Mach’s".into());
        let words = Words::of(&config, &themes);
        assert_eq!(words.verdict("Lass das:"), Some(Verdict::Dont));
        assert_eq!(words.verdict("Machs"), Some(Verdict::Do));
        assert_eq!(words.verdict("Do"), None);
    }

    #[test]
    fn one_option_is_asked_for_by_a_sentence_that_says_how_to_answer() {
        let mut words = english();
        words.one = ["choose one", "which one"].map(spaced).into();
        words.several = ["or", "all that apply"].map(spaced).into();
        for prompt in [
            "Choose one.",
            "Who is it? (CHOOSE ONE)",
            "Choose one option: who is it?",
            "Two letters came. Choose one of these.",
            "Which one would you send today, and why?",
        ] {
            assert!(words.asks_for_one(prompt), "{prompt}");
        }
        for prompt in [
            "",
            "Choose one or more.",
            "Choose one, or several.",
            "Choose one thing or many.",
            "Don’t choose one, choose all that apply.",
            "Which one or ones would you send?",
            "You choose one person to write to. What do you check?",
            "Choose one person to write to. What do you check?",
            "Choose ones.",
        ] {
            assert!(!words.asks_for_one(prompt), "{prompt}");
        }
    }
}
