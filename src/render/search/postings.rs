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
use super::shards::{Sealed, sealed};
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

/// Everything that a shard is made from.
pub(super) struct Corpus<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// Of each chunk, its words sorted by form.
    pub(super) sorted: &'a [SortedWords],
    /// Of each form, its group's.
    pub(super) standings: &'a [Standing],
    /// Of each page, its number of sections, section 0 not counted.
    pub(super) sections: &'a [u32],
}

/// A chunk's words in the order of their forms, then of the text: a counting sort, linear and stable.
pub(super) struct SortedWords {
    /// The number of the chunk's first page.
    first_page: u32,
    /// Numbers, for memory that is zero already need not be written before it is used.
    words: Vec<u64>,
    /// Where each form's words begin; one more at the end.
    starts: Vec<u32>,
}

/// Eight bytes that tell all of a word: looked up by way of its run, it would be waited for, one word after another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct SortedWord {
    /// Its number in the chunk.
    page: u8,
    section: u16,
    place: Place,
    /// Hashes of the words before and after that this one keeps as its neighbours; 0 for none.
    before: u16,
    after: u16,
}

impl SortedWord {
    /// Page and section first: words with the same number there stand together.
    const WHERE: u32 = 40;

    fn packed(self) -> u64 {
        let [page, section, place] = [u64::from(self.page), u64::from(self.section), self.place as u64];
        page << 56 | section << Self::WHERE | place << 32 | u64::from(self.before) << 16 | u64::from(self.after)
    }

    fn unpacked(word: u64) -> Self {
        Self {
            page: (word >> 56) as u8,
            section: (word >> Self::WHERE) as u16,
            place: Place::ALL[usize::from((word >> 32) as u8) % Place::ALL.len()],
            before: (word >> 16) as u16,
            after: word as u16,
        }
    }
}

impl SortedWords {
    /// Takes the chunk, for nothing else needs its words any more; `standings` are those of the forms.
    #[allow(clippy::needless_pass_by_value)]
    pub(super) fn new(chunk: Chunk, standings: &[Standing]) -> Self {
        let mut starts = vec![0u32; standings.len() + 1];
        for &form in &chunk.words {
            starts[form as usize + 1] += 1;
        }
        for form in 1..starts.len() {
            starts[form] += starts[form - 1];
        }
        let mut next = starts.clone();
        let first_page = chunk.runs.first().map_or(0, |run| run.page);
        let mut words = vec![0; chunk.words.len()];
        for (run, forms) in chunk.runs_with_words() {
            let mut before: Option<&Standing> = None;
            let mut following = forms.iter().map(|form| &standings[*form as usize]).peekable();
            for &form in forms {
                let Some(own) = following.next() else { break };
                let place = &mut next[form as usize];
                let word = SortedWord {
                    page: (run.page - first_page) as u8,
                    section: run.section,
                    place: run.place,
                    before: before.filter(|before| own.class < before.class).map_or(0, |before| before.hash_before),
                    after: following
                        .peek()
                        .filter(|after| own.class <= after.class)
                        .map_or(0, |after| after.hash_after),
                };
                words[*place as usize] = word.packed();
                *place += 1;
                before = Some(own);
            }
        }
        Self { first_page, words, starts }
    }

    fn of(&self, form: usize) -> &[u64] {
        &self.words[self.starts[form] as usize..self.starts[form + 1] as usize]
    }
}

/// One form in one section.
struct Posting {
    page: u32,
    section: u16,
    /// What is written of it: in section 0 the set of places, in others the place in [`WEIGHTS`].
    weight: u8,
}

/// How often, and where, one form stands in one section.
#[derive(Default)]
struct Tally {
    body: u16,
    heading: bool,
    places: u8,
}

impl Tally {
    /// Once in the body and no more: most are.
    const ONCE: Self = Self { body: 1, heading: false, places: 0 };

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

    /// The last of the weights that fit: the highest count not above this.
    fn weight(&self) -> u8 {
        WEIGHT_OF[usize::from(self.heading)][usize::from(self.body).min(HIGHEST_COUNT)]
    }
}

/// One shard: its file of occurrences and its file of neighbours.
pub(super) fn shard(corpus: &Corpus, groups: Range<usize>) -> (Sealed, Sealed) {
    let (mut occurrences, mut neighbours) = (Groups::default(), Groups::default());
    let mut of_form = OfForm::default();
    for group in groups {
        for form in corpus.vocabulary.forms_of(group) {
            of_form.collect(corpus, form, &mut neighbours.bits);
            of_form.write_occurrences(&mut occurrences.bits, corpus.sections);
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

    fn file(self) -> Sealed {
        let mut header = BitWriter::default();
        header.gamma(self.ends.len() as u32);
        let mut start = 0;
        for end in self.ends {
            header.gamma((end - start) as u32);
            start = end;
        }
        sealed(&[&header.finish(), &self.bits.finish()])
    }
}

/// The postings of one form, in buffers that serve one form after another.
#[derive(Default)]
struct OfForm {
    postings: Vec<Posting>,
    /// The pages of the postings.
    pages: Vec<u32>,
    /// Of one posting.
    neighbours: Vec<u32>,
    /// Of one page.
    sections: Vec<u32>,
}

impl OfForm {
    /// Takes the postings of `form`, and writes their neighbours.
    fn collect(&mut self, corpus: &Corpus, form: usize, bits: &mut BitWriter) {
        let width = hash_width(corpus.standings[form].class);
        self.postings.clear();
        self.pages.clear();
        for sorted in corpus.sorted {
            // No page is in two chunks.
            for words in sorted.of(form).chunk_by(|a, b| a >> SortedWord::WHERE == b >> SortedWord::WHERE) {
                let first = SortedWord::unpacked(words[0]);
                let (page, section) = (sorted.first_page + u32::from(first.page), first.section);
                let tally = match (words.len(), first.place) {
                    (1, Place::Body) => {
                        write_plain_neighbours([first.before, first.after], width, bits);
                        Tally::ONCE
                    }
                    _ => self.tally(words, width, bits),
                };
                let weight = if section == 0 { tally.places } else { tally.weight() };
                self.postings.push(Posting { page, section, weight });
                if self.pages.last() != Some(&page) {
                    self.pages.push(page);
                }
            }
        }
    }

    /// Counts `words`, which stand in one section, and writes their neighbours.
    fn tally(&mut self, words: &[u64], width: u32, bits: &mut BitWriter) -> Tally {
        let mut tally = Tally::default();
        self.neighbours.clear();
        for word in words.iter().map(|word| SortedWord::unpacked(*word)) {
            tally.count(word.place);
            if !matches!(word.place, Place::Ancestor | Place::PageSynonym | Place::Synonym) {
                self.neighbours.extend([word.before, word.after].map(u32::from).into_iter().filter(|hash| *hash > 0));
            }
        }
        let count = narrow(&mut self.neighbours, width);
        let (only_once, section) = (tally.body == 1 && !tally.heading, SortedWord::unpacked(words[0]).section);
        // Once in the body has two neighbours at most.
        if only_once && section > 0 {
            bits.put(Code::below(count as u32, 3));
        } else {
            bits.gamma(count as u32);
        }
        bits.ascending(&self.neighbours[..count], 0, 1 << list_width(width, count));
        tally
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
                bits.put(Code::small_gamma(0).then(section).then(Code::small_gamma(only.weight.into())));
                continue;
            }
            self.sections.clear();
            self.sections.extend(page.iter().map(|posting| u32::from(posting.section)));
            bits.gamma(self.sections.len() as u32 - 1);
            bits.ascending(&self.sections, 0, bound);
            for posting in page {
                bits.put(match posting.section {
                    0 => Code::new(posting.weight.into(), 3),
                    _ => Code::small_gamma(posting.weight.into()),
                });
            }
        }
    }
}

/// What [`OfForm::tally`] writes of the neighbours of a word that stands in the body of its section once.
fn write_plain_neighbours(hashes: [u16; 2], width: u32, bits: &mut BitWriter) {
    // One hash is as wide as two.
    let width = list_width(width, 1);
    let [before, after] = hashes.map(|hash| u32::from(hash) & ((1 << width) - 1));
    match hashes.map(|hash| hash > 0) {
        [false, false] => bits.put(Code::below(0, 3)),
        [true, true] if before != after => {
            bits.put(Code::below(2, 3));
            bits.ascending(&[before.min(after), before.max(after)], 0, 1 << width);
        }
        [has_before, _] => {
            bits.put(Code::below(1, 3).then(Code::new(if has_before { before } else { after }, width)));
        }
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_packed_word_keeps_all_of_it(
            page: u8, section: u16, place in 0..Place::ALL.len(), before: u16, after: u16,
        ) {
            let word = SortedWord { page, section, place: Place::ALL[place], before, after };
            prop_assert_eq!(SortedWord::unpacked(word.packed()), word);
        }
    }
}
