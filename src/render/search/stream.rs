//! Pages in, numbered words out. Pages are read a chunk at a time, chunks in parallel; a page's text is asked for when its turn
//! comes and let go at once, so that only four bytes a word stay.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::text;
use super::{Field, SearchPage, SearchSection};

/// Pages a chunk: enough to share a vocabulary, few enough to keep every core at work to the end.
pub(super) const CHUNK: usize = 128;

/// Where a word stands. The first four are a page's own, and stand in its section 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    Title,
    Path,
    Topic,
    PageSynonym,
    Heading,
    /// A heading above the section's own.
    Ancestor,
    Body,
    /// What one does, of a rule or a checklist: counts twice.
    Rule,
    Synonym,
}

/// Words that stand together: no phrase crosses from one run to the next.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) page: u32,
    /// 0 is the page itself, 1 what precedes its first heading, then its headings.
    pub(super) section: u16,
    pub(super) place: Place,
    /// Where its words begin in the chunk's; they end where the next run's begin.
    pub(super) start: u32,
}

/// What remains of up to `CHUNK` pages.
pub(super) struct Chunk {
    pub(super) runs: Vec<Run>,
    /// Numbers of words: of this chunk's vocabulary at first, of forms once the vocabularies are merged.
    pub(super) words: Vec<u32>,
    pub(super) vocabulary: Vec<Box<str>>,
    pub(super) pages: Vec<PageFacts>,
}

/// What the table of pages says of one of them.
#[derive(Clone)]
pub(super) struct PageFacts {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) kind: String,
    /// Name and title.
    pub(super) topics: Vec<(String, String)>,
    pub(super) weight: f32,
    pub(super) title_words: u32,
    /// Words of body a section, from section 1 on.
    pub(super) section_words: Vec<u32>,
}

impl Chunk {
    pub(super) fn words_of(&self, run: usize) -> std::ops::Range<usize> {
        let end = self.runs.get(run + 1).map_or(self.words.len(), |next| next.start as usize);
        self.runs[run].start as usize..end
    }

    /// Each run with its words.
    pub(super) fn runs_with_words(&self) -> impl Iterator<Item = (&Run, &[u32])> {
        self.runs.iter().enumerate().map(|(number, run)| (run, &self.words[self.words_of(number)]))
    }

    /// Adds a run.
    pub(super) fn push(&mut self, run: Run, words: &[u32]) {
        self.runs.push(Run { start: self.words.len() as u32, ..run });
        self.words.extend_from_slice(words);
    }
}

#[derive(Default)]
pub(super) struct ChunkReader {
    numbers: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
    runs: Vec<Run>,
    words: Vec<u32>,
    vocabulary: Vec<Box<str>>,
    pages: Vec<PageFacts>,
}

impl ChunkReader {
    pub(super) fn page(&mut self, page: u32, source: &SearchPage) {
        let title_words = self.run(Run { page, section: 0, place: Place::Title, start: 0 }, source.title);
        for part in source.address.split('/') {
            self.run(Run { page, section: 0, place: Place::Path, start: 0 }, part);
        }
        for (_, title) in &source.topics {
            self.run(Run { page, section: 0, place: Place::Topic, start: 0 }, title);
        }
        let sections = &source.sections[..source.sections.len().min(usize::from(u16::MAX) - 1)];
        let section_words =
            sections.iter().zip(1..).map(|(section, number)| self.section(page, number, section)).collect();
        self.pages.push(PageFacts {
            address: source.address.to_owned(),
            title: source.title.to_owned(),
            kind: source.kind.to_owned(),
            topics: source.topics.iter().map(|&(name, title)| (name.to_owned(), title.to_owned())).collect(),
            weight: source.weight,
            title_words,
            section_words,
        });
    }

    fn section(&mut self, page: u32, section: u16, source: &SearchSection) -> u32 {
        let run = |place| Run { page, section, place, start: 0 };
        self.run(run(Place::Heading), &source.heading);
        for ancestor in &source.ancestors {
            self.run(run(Place::Ancestor), ancestor);
        }
        let place_of = |field| if field == Field::Rule { Place::Rule } else { Place::Body };
        source.text.iter().map(|(field, text)| self.run(run(place_of(*field)), text)).sum()
    }

    fn run(&mut self, run: Run, text: &str) -> u32 {
        let start = self.words.len();
        let (numbers, vocabulary, words) = (&mut self.numbers, &mut self.vocabulary, &mut self.words);
        text::tokens(text, |token| words.push(number(numbers, vocabulary, token)));
        let count = (self.words.len() - start) as u32;
        if count > 0 {
            self.runs.push(Run { start: start as u32, ..run });
        }
        count
    }

    pub(super) fn finish(self) -> Chunk {
        Chunk { runs: self.runs, words: self.words, vocabulary: self.vocabulary, pages: self.pages }
    }
}

fn number(
    numbers: &mut HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
    vocabulary: &mut Vec<Box<str>>,
    token: &str,
) -> u32 {
    if let Some(&number) = numbers.get(token) {
        return number;
    }
    let number = vocabulary.len() as u32;
    numbers.insert(token.into(), number);
    vocabulary.push(token.into());
    number
}

/// The multiply-and-rotate hash of Firefox and rustc (`FxHash`), eight bytes a step: words are short and of the author's making, so neither
/// `SipHash`'s start-up cost nor its defence against chosen keys pays here.
#[derive(Default)]
pub(super) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The map takes its bucket from the low bits and its tag from the high ones; multiplying leaves the low ones poor.
        self.0 ^ (self.0 >> 29)
    }
}
