//! Pages in, numbered words out. Pages are read a chunk at a time, chunks in parallel; a page's text is asked for when its turn
//! comes and let go at once, so that only four bytes a word stay.

use super::dictionary::{Dictionary, Tokens};
use super::text;
use super::{Field, SearchPage, SearchSection};

/// Pages a chunk: enough to share a vocabulary, few enough to keep every core at work to the end.
/// A page's number in its chunk is a byte.
pub(super) const CHUNK: usize = 256;

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

impl Place {
    /// In the order of their numbers.
    pub(super) const ALL: [Self; 9] = [
        Self::Title,
        Self::Path,
        Self::Topic,
        Self::PageSynonym,
        Self::Heading,
        Self::Ancestor,
        Self::Body,
        Self::Rule,
        Self::Synonym,
    ];
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
#[derive(Default)]
pub(super) struct Chunk<'a> {
    pub(super) runs: Vec<Run>,
    /// Numbers of words: of this chunk's vocabulary at first, of forms once the vocabularies are merged.
    pub(super) words: Vec<u32>,
    pub(super) vocabulary: Tokens,
    pub(super) pages: Vec<PageFacts<'a>>,
}

/// What the table of pages says of one of them.
pub(super) struct PageFacts<'a> {
    pub(super) address: &'a str,
    pub(super) title: &'a str,
    pub(super) kind: &'a str,
    /// Name and title.
    pub(super) topics: Vec<(&'a str, &'a str)>,
    pub(super) weight: f32,
    pub(super) title_words: u32,
    /// Words of body a section, from section 1 on.
    pub(super) section_words: Vec<u32>,
}

impl Chunk<'_> {
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

/// Words that most pages have fewer of: a chunk's begin with room for so many, for what grows is copied.
const WORDS_A_PAGE: usize = 1000;

/// Words that a page brings to its chunk's vocabulary.
const TOKENS_A_PAGE: usize = 40;

pub(super) struct ChunkReader<'a> {
    dictionary: Dictionary,
    chunk: Chunk<'a>,
}

impl<'a> ChunkReader<'a> {
    /// Begins a chunk of `pages`.
    pub(super) fn new(pages: usize) -> Self {
        let mut chunk = Chunk::default();
        chunk.words.reserve(pages * WORDS_A_PAGE);
        Self { dictionary: Dictionary::with_capacity(pages * TOKENS_A_PAGE), chunk }
    }

    pub(super) fn page(&mut self, page: u32, source: &SearchPage<'a>) {
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
        self.chunk.pages.push(PageFacts {
            address: source.address,
            title: source.title,
            kind: source.kind,
            topics: source.topics.clone(),
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
        let Chunk { words, runs, .. } = &mut self.chunk;
        let start = words.len();
        text::tokens(text, |token| words.push(self.dictionary.number(token)));
        let count = (words.len() - start) as u32;
        if count > 0 {
            runs.push(Run { start: start as u32, ..run });
        }
        count
    }

    pub(super) fn finish(mut self) -> Chunk<'a> {
        self.chunk.runs.shrink_to_fit();
        self.chunk.words.shrink_to_fit();
        self.chunk.vocabulary = self.dictionary.into_tokens();
        self.chunk
    }
}
