//! Numbered words in, the shards of postings out: for every form, the pages and sections that hold it, how often, and beside what.
//!
//! A shard holds a range of groups (forms that share a stem), one after another, each from a whole byte on. It is two files:
//! neighbours are asked for only where two words of a query may stand side by side, and of the rarer of them.
//!
//! ```text
//! file    number of groups (gamma), then of each its bytes (gamma); filled to a byte;
//!         then of each group its occurrences, in the one, or its neighbours, in the other; filled to a byte
//! occurrences, of each form in the order of the lexicon:
//!         number of pages (gamma); the pages (ascending below the number of all pages);
//!         of each page: sections, less one (gamma); the sections (ascending up to the page's number of sections);
//!         of each section: in section 0 a set of places in three bits (title 1, path 2, topic 4; none: a synonym of these);
//!         in others the place of its (count, heading, synonym) in `WEIGHTS` (gamma)
//! neighbours, of each form, page and section in the same order:
//!         how many (gamma); hashes of them, ascending below 2^width, see [`super::neighbours`]
//! ```

use super::bits::{BitWriter, Code};
use super::neighbours::{Standing, hash_width, list_width, narrow};
use super::stream::{Chunk, Place};
use super::vocabulary::Vocabulary;
use std::ops::Range;

/// (times in the body, in a heading, as a synonym), the most frequent first. The last of one kind stands for all above it.
pub(super) const WEIGHTS: [(u8, bool, bool); 16] = [
    (1, false, false),
    (2, false, false),
    (0, true, false),
    (3, false, false),
    (1, true, false),
    (0, false, true),
    (4, false, false),
    (2, true, false),
    (5, false, false),
    (3, true, false),
    (7, false, false),
    (5, true, false),
    (10, false, false),
    (9, true, false),
    (15, false, false),
    (25, false, false),
];

/// How much of the postings each group takes, for cutting them into shards.
pub(super) fn weights(corpus: &Corpus) -> Vec<u64> {
    let words =
        |forms: Range<usize>| corpus.sorted.iter().map(|sorted| u64::from(sorted.count(forms.clone()))).sum::<u64>();
    (0..corpus.vocabulary.groups.len()).map(|group| 2 + words(corpus.vocabulary.forms_of(group))).collect()
}

/// Everything that a shard is made from.
pub(super) struct Corpus<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// Of each chunk, its words sorted by form.
    pub(super) sorted: &'a [SortedWords],
    pub(super) standings: &'a [Standing],
    /// Of each page, its number of sections, section 0 not counted.
    pub(super) sections: &'a [u32],
}

/// A chunk's words in the order of their forms, then of the text: a counting sort, linear and stable.
pub(super) struct SortedWords {
    /// The number of the chunk's first page.
    first_page: u32,
    words: Vec<SortedWord>,
    /// Where each form's words begin; one more at the end.
    starts: Vec<u32>,
}

/// Eight bytes that tell all of a word: looked up by way of its run, it would be waited for, one word after another.
#[derive(Clone, Copy)]
struct SortedWord {
    section: u16,
    /// Its number in the chunk.
    page: u8,
    place: Place,
    /// Hashes of the words before and after that this one keeps as its neighbours; 0 for none.
    before: u16,
    after: u16,
}

impl SortedWords {
    /// Takes the chunk, for nothing else needs its words any more.
    #[allow(clippy::needless_pass_by_value)]
    pub(super) fn new(chunk: Chunk, vocabulary: &Vocabulary, standings: &[Standing]) -> Self {
        let mut starts = vec![0u32; vocabulary.forms.len() + 1];
        for &form in &chunk.words {
            starts[form as usize + 1] += 1;
        }
        for form in 1..starts.len() {
            starts[form] += starts[form - 1];
        }
        let mut next = starts.clone();
        let first_page = chunk.runs.first().map_or(0, |run| run.page);
        let nowhere = SortedWord { section: 0, page: 0, place: Place::Body, before: 0, after: 0 };
        let mut words = vec![nowhere; chunk.words.len()];
        let standing = |form: u32| &standings[vocabulary.group_of[form as usize] as usize];
        for (run, own_words) in chunk.runs_with_words() {
            let mut before: Option<&Standing> = None;
            let mut following = own_words.iter().skip(1);
            for &form in own_words {
                let (own, after) = (standing(form), following.next().map(|&form| standing(form)));
                let place = &mut next[form as usize];
                words[*place as usize] = SortedWord {
                    section: run.section,
                    page: (run.page - first_page) as u8,
                    place: run.place,
                    before: before.filter(|before| own.class < before.class).map_or(0, |before| before.hash_before),
                    after: after.filter(|after| own.class <= after.class).map_or(0, |after| after.hash_after),
                };
                *place += 1;
                before = Some(own);
            }
        }
        Self { first_page, words, starts }
    }

    pub(super) fn count(&self, forms: Range<usize>) -> u32 {
        self.starts[forms.end] - self.starts[forms.start]
    }

    fn of(&self, form: usize) -> &[SortedWord] {
        &self.words[self.starts[form] as usize..self.starts[form + 1] as usize]
    }
}

struct Posting {
    page: u32,
    /// Where its neighbours begin among those of its form; they end where the next posting's begin.
    neighbours: u32,
    section: u16,
    body: u16,
    heading: bool,
    places: u8,
}

impl Posting {
    /// Once in the body and no more: most are, and none of them has more than two neighbours.
    fn is_plain(&self) -> bool {
        self.section > 0 && self.body == 1 && !self.heading
    }

    fn count(&mut self, place: Place) {
        match place {
            Place::Title => self.places |= 1,
            Place::Path => self.places |= 2,
            Place::Topic => self.places |= 4,
            Place::Heading | Place::Ancestor => self.heading = true,
            Place::Body => self.body = self.body.saturating_add(1),
            Place::Rule => self.body = self.body.saturating_add(2),
            Place::PageSynonym | Place::Synonym => {}
        }
    }
}

/// The bytes of one shard: its file of occurrences and its file of neighbours.
pub(super) fn shard(corpus: &Corpus, groups: Range<usize>) -> (Vec<u8>, Vec<u8>) {
    let (mut occurrences, mut neighbours) = (Groups::default(), Groups::default());
    let mut of_form = OfForm::default();
    for group in groups {
        let width = hash_width(corpus.standings[group].class);
        for form in corpus.vocabulary.forms_of(group) {
            of_form.collect(corpus, form, width);
            of_form.write_occurrences(&mut occurrences.bits, corpus.sections);
            of_form.write_neighbours(&mut neighbours.bits, width);
        }
        occurrences.end();
        neighbours.end();
    }
    (occurrences.file(), neighbours.file())
}

/// What is written of one group after another.
#[derive(Default)]
struct Groups {
    bits: BitWriter,
    /// Where each one's bytes end.
    ends: Vec<usize>,
}

impl Groups {
    fn end(&mut self) {
        let end = self.bits.align();
        self.ends.push(end);
    }

    fn file(self) -> Vec<u8> {
        let mut header = BitWriter::default();
        header.gamma(self.ends.len() as u32);
        let mut start = 0;
        for end in self.ends {
            header.gamma((end - start) as u32);
            start = end;
        }
        [header.finish(), self.bits.finish()].concat()
    }
}

/// The postings of one form, in buffers that serve one form after another.
#[derive(Default)]
struct OfForm {
    postings: Vec<Posting>,
    /// The pages of the postings.
    pages: Vec<u32>,
    neighbours: Vec<u32>,
    sections: Vec<u32>,
}

impl OfForm {
    fn collect(&mut self, corpus: &Corpus, form: usize, width: u32) {
        self.postings.clear();
        self.pages.clear();
        self.neighbours.clear();
        for sorted in corpus.sorted {
            // No page is in two chunks.
            let same_place = |a: &SortedWord, b: &SortedWord| (a.page, a.section) == (b.page, b.section);
            for words in sorted.of(form).chunk_by(same_place) {
                self.add(sorted.first_page + u32::from(words[0].page), words, width);
            }
        }
    }

    /// Adds the posting of `words`, which stand in one section of `page`.
    fn add(&mut self, page: u32, words: &[SortedWord], width: u32) {
        let start = self.neighbours.len();
        let neighbours = start as u32;
        let mut posting = Posting { page, neighbours, section: words[0].section, body: 0, heading: false, places: 0 };
        for word in words {
            posting.count(word.place);
            if !matches!(word.place, Place::Ancestor | Place::PageSynonym | Place::Synonym) {
                // Whether there are any cannot be foreseen: both are put down, and those that are none taken back.
                let (before, after) = (u32::from(word.before), u32::from(word.after));
                let kept = self.neighbours.len() + usize::from(before > 0) + usize::from(after > 0);
                self.neighbours.extend(if before > 0 { [before, after] } else { [after, 0] });
                self.neighbours.truncate(kept);
            }
        }
        let narrowed = narrow(&mut self.neighbours[start..], width);
        self.neighbours.truncate(start + narrowed);
        self.postings.push(posting);
        if self.pages.last() != Some(&page) {
            self.pages.push(page);
        }
    }

    fn write_occurrences(&mut self, bits: &mut BitWriter, sections: &[u32]) {
        bits.gamma(self.pages.len() as u32);
        bits.ascending(&self.pages, 0, sections.len() as u32);
        for page in self.postings.chunk_by(|a, b| a.page == b.page) {
            let bound = sections[page[0].page as usize] + 1;
            if let [only] = page
                && only.section > 0
            {
                // Most pages, written as they would be below.
                let section = Code::below(u32::from(only.section), bound);
                bits.put(Code::small_gamma(0).then(section).then(Code::small_gamma(weight(only))));
                continue;
            }
            self.sections.clear();
            self.sections.extend(page.iter().map(|posting| u32::from(posting.section)));
            bits.gamma(self.sections.len() as u32 - 1);
            bits.ascending(&self.sections, 0, bound);
            for posting in page {
                bits.put(match posting.section {
                    0 => Code::new(u32::from(posting.places), 3),
                    _ => Code::small_gamma(weight(posting)),
                });
            }
        }
    }

    fn write_neighbours(&self, bits: &mut BitWriter, width: u32) {
        let ends = self.postings.iter().skip(1).map(|next| next.neighbours as usize).chain([self.neighbours.len()]);
        for (posting, end) in self.postings.iter().zip(ends) {
            let neighbours = &self.neighbours[posting.neighbours as usize..end];
            let count = neighbours.len() as u32;
            let width = list_width(width, neighbours.len());
            match neighbours {
                // Most lists, written as they would be below.
                [] if posting.is_plain() => bits.put(Code::below(0, 3)),
                [only] if posting.is_plain() => bits.put(Code::below(1, 3).then(Code::new(*only, width))),
                _ => {
                    if posting.is_plain() {
                        bits.put(Code::below(count, 3));
                    } else {
                        bits.gamma(count);
                    }
                    bits.ascending(neighbours, 0, 1 << width);
                }
            }
        }
    }
}

/// The last of the weights that fit: the highest count not above the posting's.
fn weight(posting: &Posting) -> u32 {
    let count = usize::from(posting.body).min(HIGHEST_COUNT);
    u32::from(WEIGHT_OF[usize::from(posting.heading)][count])
}

const HIGHEST_COUNT: usize = 25;

/// The place in `WEIGHTS` by (in a heading, times in the body). Once in neither is a synonym.
static WEIGHT_OF: [[u8; HIGHEST_COUNT + 1]; 2] = [weights_of(false), weights_of(true)];

const fn weights_of(heading: bool) -> [u8; HIGHEST_COUNT + 1] {
    let mut places = [0; HIGHEST_COUNT + 1];
    let mut count = 0;
    while count <= HIGHEST_COUNT {
        let (mut place, mut highest) = (0, 0);
        while place < WEIGHTS.len() {
            let (body, in_heading, is_synonym) = WEIGHTS[place];
            let fits = in_heading == heading
                && is_synonym == (count == 0 && !heading)
                && body as usize <= count
                && (body == 0) == (count == 0);
            if fits && body >= highest {
                highest = body;
                places[count] = place as u8;
            }
            place += 1;
        }
        count += 1;
    }
    places
}
