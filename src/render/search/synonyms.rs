//! The author's groups of synonyms -> words beside those that pages hold: where one of a group stands, the others are found
//! too, for less. Done to the pages rather than to queries: there a phrase is known from a chance pair, and the browser need know nothing of it.

use std::collections::HashMap;

use super::language::Language;
use super::parallel::parallel_map;
use super::stream::{Chunk, Place, Run};
use super::text;
use super::vocabulary::Vocabulary;

/// A word or phrase and what may stand for it.
struct Phrase {
    /// By group, so that any inflection counts.
    groups: Vec<u32>,
    /// The forms of the others.
    others: Vec<u32>,
}

/// Adds to each section a run of the synonyms of what stands in it.
pub(super) fn expand<'a>(
    chunks: Vec<Chunk<'a>>,
    synonyms: &[Vec<String>],
    vocabulary: &Vocabulary,
    language: &Language,
) -> Vec<Chunk<'a>> {
    let phrases = phrases(synonyms, vocabulary, language);
    if phrases.is_empty() {
        return chunks;
    }
    parallel_map(chunks, |chunk| expanded(chunk, &phrases, vocabulary))
}

/// The phrases by the first word's group.
fn phrases(synonyms: &[Vec<String>], vocabulary: &Vocabulary, language: &Language) -> HashMap<u32, Vec<Phrase>> {
    let mut phrases: HashMap<u32, Vec<Phrase>> = HashMap::new();
    for group in synonyms {
        let forms: Vec<Vec<u32>> = group.iter().map(|phrase| forms(phrase, vocabulary, language)).collect();
        for (own, words) in forms.iter().enumerate() {
            let groups: Vec<u32> = words.iter().map(|form| vocabulary.group_of[*form as usize]).collect();
            let others =
                forms.iter().enumerate().filter(|(other, _)| *other != own).flat_map(|(_, forms)| forms).copied();
            if let Some(first) = groups.first() {
                phrases.entry(*first).or_default().push(Phrase { others: others.collect(), groups });
            }
        }
    }
    phrases
}

fn forms(phrase: &str, vocabulary: &Vocabulary, language: &Language) -> Vec<u32> {
    let mut forms = Vec::new();
    text::tokens(phrase, |token| forms.extend(vocabulary.find(language, token)));
    forms
}

fn expanded<'a>(mut chunk: Chunk<'a>, phrases: &HashMap<u32, Vec<Phrase>>, vocabulary: &Vocabulary) -> Chunk<'a> {
    let mut result = Chunk { pages: std::mem::take(&mut chunk.pages), ..Chunk::default() };
    for (run, words) in chunk.runs_with_words() {
        result.push(*run, words);
        let groups: Vec<u32> = words.iter().map(|form| vocabulary.group_of[*form as usize]).collect();
        let matches = (0..groups.len()).flat_map(|at| {
            let candidates = phrases.get(&groups[at]).map(Vec::as_slice).unwrap_or_default();
            let groups = &groups[at..];
            candidates.iter().filter(move |phrase| groups.starts_with(&phrase.groups))
        });
        let others: Vec<u32> = matches.flat_map(|phrase| &phrase.others).copied().collect();
        let place = if run.section == 0 { Place::PageSynonym } else { Place::Synonym };
        if run.place != Place::Ancestor && !others.is_empty() {
            result.push(Run { place, ..*run }, &others);
        }
    }
    result
}
