//! Site -> the files of the search index: an inverted index over the sections of all pages, in shards so small that a query
//! moves a few kilobytes. The browser's side is the theme's; it ranks with BM25F (Robertson, Zaragoza & Taylor 2004).
//!
//! # Format, version 3
//!
//! Every file begins with a line `hb3 ` + eight hexadecimal digits: the checksum (FNV-1a) of what follows it. What follows is
//! - `index.txt`: JSON, see [`manifest`];
//! - `pages-0.txt`: the table of pages, see [`pages`];
//! - `lexicon-N.txt`: all words, see [`lexicon`];
//! - `postings-N.txt`: where they stand, and `neighbours-N.txt`: beside what, see [`postings`] and [`neighbours`];
//! - `titles-N.txt`: what a hit shows, of a block of pages each, see [`pages`];
//! - `related-0.txt`: lines of words of the language that stand for one another, where there is such a table.
//!
//! The manifest holds the first six digits of every other file's checksum. The browser asks for a file with them as its
//! query (so a file that did not change stays cached, and one that did is asked for anew), and takes a file whose checksum differs for
//! one of another build.
//!
//! # What an edit changes
//!
//! Few files: pages are numbered by address, sections within their page, and nothing that is stored depends on averages over the
//! site; all of BM25's are taken in the browser. Where shards begin is decided by the words near the border. Only a page that comes, goes or moves
//! renumbers those after it.
//!
//! # How it is made
//!
//! [`collect`] takes the text of one page after another from the parsed trees, [`stream`] keeps four bytes of each word (its number
//! in the chunk's [`dictionary`]), [`vocabulary`] numbers all words at once, [`synonyms`] puts the author's synonyms beside them,
//! [`postings`] sorts each chunk of pages by word and writes shards from that.

// Words, pages and bytes of a handbook are counted in 32 bits; what would not fit could not be published.
#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::cast_sign_loss)]

mod bits;
mod collect;
mod dictionary;
mod language;
mod lexicon;
mod neighbours;
mod pages;
mod parallel;
mod postings;
mod shards;
mod stream;
mod synonyms;
mod text;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

use crate::plan::Site;
use language::Language;
use lexicon::Lexicon;
use neighbours::Standing;
use parallel::{parallel, parallel_map};
use postings::{Corpus, SortedWords};
use shards::{Sealed, sealed};
use stream::{Chunk, ChunkReader, PageFacts, Place};
use vocabulary::Vocabulary;

/// Words of text a shard of postings, so that its two files have some 4 KiB together.
const WORDS_A_SHARD: usize = 4000;

/// Shards of postings that a shard of the lexicon tells of.
const POSTINGS_A_LEXICON: usize = 32;

/// What the search knows of a page.
struct SearchPage<'a> {
    /// `a/b/`
    address: &'a str,
    title: &'a str,
    kind: &'a str,
    /// Name and title of each.
    topics: Vec<(&'a str, &'a str)>,
    /// How much a hit counts; 1 is usual.
    weight: f32,
    /// The first is what precedes the first heading.
    sections: Vec<SearchSection>,
}

/// A heading with what stands under it, up to the next.
#[derive(Default)]
struct SearchSection {
    heading: String,
    /// The headings above it.
    ancestors: Vec<String>,
    text: Vec<(Field, String)>,
}

/// What a piece of text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    Body,
    /// A rule's, or a checklist item's, first line: what one does, without the why.
    Rule,
}

/// How many files of each kind there are: told from the number of pages and words, before any is made.
pub(super) struct Extent {
    postings: usize,
    titles: usize,
    related: bool,
}

impl Extent {
    /// Of the index of `site`.
    pub(super) fn of(site: &Site) -> Self {
        let pages = || site.pages.iter().filter(|page| collect::is_found(page));
        let words: usize = pages().map(|page| page.document.words as usize).sum();
        Self::new(pages().count(), words, &Language::new(&site.config.language.value))
    }

    /// A power of two of shards, so that a page more or less seldom changes their number.
    fn new(pages: usize, words: usize, language: &Language) -> Self {
        let postings = (words / WORDS_A_SHARD).max(1).next_power_of_two();
        Self { postings, titles: pages.div_ceil(pages::PAGES_A_BLOCK), related: language.related().is_some() }
    }

    fn lexicons(&self) -> usize {
        self.postings.div_ceil(POSTINGS_A_LEXICON)
    }

    /// The names of all files.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let kinds = [
            ("lexicon", self.lexicons()),
            ("neighbours", self.postings),
            ("pages", 1),
            ("postings", self.postings),
            ("related", usize::from(self.related)),
            ("titles", self.titles),
        ];
        let numbered =
            kinds.into_iter().flat_map(|(kind, count)| (0..count).map(move |number| file_name(kind, number)));
        std::iter::once("index.txt".to_owned()).chain(numbered)
    }
}

fn file_name(kind: &str, number: usize) -> String {
    format!("{kind}-{number}.txt")
}

/// The index of `site`: bytes by file name.
pub(super) fn index(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let found: Vec<_> = collect::found(site);
    let language = Language::new(&site.config.language.value);
    build(found.len(), |number| collect::search_page(site, found[number]), &site.synonyms, &language, &Extent::of(site))
}

/// Numbers in, pages asked for as they come, files out: the same ones whatever the number of threads.
fn build<'a>(
    count: usize,
    page: impl Fn(usize) -> SearchPage<'a> + Sync,
    synonyms: &[Vec<String>],
    language: &Language,
    extent: &Extent,
) -> BTreeMap<String, Vec<u8>> {
    let mut chunks = parallel(count.div_ceil(stream::CHUNK), |chunk| {
        let first = chunk * stream::CHUNK;
        let numbers = first..count.min(first + stream::CHUNK);
        let mut reader = ChunkReader::new(numbers.len());
        numbers.for_each(|number| reader.page(number as u32, &page(number)));
        reader.finish()
    });
    let vocabulary = vocabulary::merge(&mut chunks, synonyms, language);
    let mut chunks = synonyms::expand(chunks, synonyms, &vocabulary, language);
    let counts = count_groups(&chunks, &vocabulary);
    let of_group: Vec<_> =
        vocabulary.groups.iter().zip(&counts).map(|(group, counts)| Standing::new(&group.stem, counts.pages)).collect();
    let standings: Vec<_> = vocabulary.group_of.iter().map(|group| of_group[*group as usize]).collect();
    let facts: Vec<PageFacts> = chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.pages)).collect();
    let sorted = parallel_map(chunks, |chunk| SortedWords::new(chunk, &standings));
    let sections: Vec<u32> = facts.iter().map(|page| page.section_words.len() as u32).collect();
    let corpus = Corpus { vocabulary: &vocabulary, sorted: &sorted, standings: &standings, sections: &sections };
    // How much of the postings each group takes.
    let weights: Vec<u64> = counts.iter().map(|counts| 2 + u64::from(counts.words)).collect();
    let ranges = shards::ranges(&vocabulary, &weights, extent.postings);
    let lexicon = Lexicon { vocabulary: &vocabulary, standings: &of_group, counts: &counts, postings: &ranges };

    let mut files = Files::default();
    let shards = parallel(ranges.len(), |shard| postings::shard(&corpus, ranges[shard].clone()));
    drop(sorted);
    let (occurrences, neighbours): (Vec<_>, Vec<_>) = shards.into_iter().unzip();
    files.add("postings", occurrences);
    files.add("neighbours", neighbours);
    files.add("lexicon", parallel(extent.lexicons(), |shard| sealed(&[lexicon.text(shard).as_bytes()])));
    files.add("titles", facts.chunks(pages::PAGES_A_BLOCK).map(|block| sealed(&[&pages::titles(block)])));
    files.add("related", language.related().map(|table| sealed(&[table.as_bytes()])));
    let (kinds, topics) = names(&facts);
    files.add("pages", [sealed(&[&pages::table(&facts, &kinds, &topics)])]);
    files.finish(&manifest(count, &kinds, &topics, &lexicon))
}

/// All but the checksums: `{"pages": how many, "kinds": [name], "topics": [[name, title]], "lexicons": [the first stem of each but the
/// first], "postingsPerLexicon", "titlesPerBlock": how many, "sums": {kind: six digits of each file's checksum, run together}}`.
fn manifest(pages: usize, kinds: &[&str], topics: &[(&str, &str)], lexicon: &Lexicon) -> serde_json::Value {
    serde_json::json!({
        "pages": pages,
        "kinds": kinds,
        "topics": topics,
        "lexicons": lexicon.first_stems(),
        "postingsPerLexicon": POSTINGS_A_LEXICON,
        "titlesPerBlock": pages::PAGES_A_BLOCK,
    })
}

/// The kinds and the topics of all pages, sorted.
fn names<'a>(facts: &[PageFacts<'a>]) -> (Vec<&'a str>, Vec<(&'a str, &'a str)>) {
    let kinds: BTreeSet<&str> = facts.iter().map(|page| page.kind).collect();
    let topics: BTreeMap<&str, &str> = facts.iter().flat_map(|page| page.topics.iter().copied()).collect();
    (kinds.into_iter().collect(), topics.into_iter().collect())
}

/// What is counted of a group over all pages.
#[derive(Default)]
struct Counts {
    /// How often it stands anywhere.
    words: u32,
    /// How many pages hold it.
    pages: u32,
    /// Whether a title does.
    in_title: bool,
}

/// Counts the words of each group.
fn count_groups(chunks: &[Chunk], vocabulary: &Vocabulary) -> Vec<Counts> {
    #[derive(Default)]
    struct Total {
        words: AtomicU32,
        pages: AtomicU32,
        in_title: AtomicBool,
    }
    let totals: Vec<Total> = vocabulary.groups.iter().map(|_| Total::default()).collect();
    parallel(chunks.len(), |chunk| {
        let mut counts: Vec<Counts> = vocabulary.groups.iter().map(|_| Counts::default()).collect();
        let mut last_page = vec![u32::MAX; counts.len()];
        for (run, words) in chunks[chunk].runs_with_words() {
            for form in words {
                let group = vocabulary.group_of[*form as usize] as usize;
                let counts = &mut counts[group];
                counts.words += 1;
                counts.pages += u32::from(std::mem::replace(&mut last_page[group], run.page) != run.page);
                counts.in_title |= run.place == Place::Title;
            }
        }
        for (total, own) in totals.iter().zip(counts).filter(|(_, own)| own.words > 0) {
            total.words.fetch_add(own.words, Relaxed);
            total.pages.fetch_add(own.pages, Relaxed);
            total.in_title.fetch_or(own.in_title, Relaxed);
        }
    });
    let counts = totals.into_iter().map(|total| Counts {
        words: total.words.into_inner(),
        pages: total.pages.into_inner(),
        in_title: total.in_title.into_inner(),
    });
    counts.collect()
}

/// The files made so far.
#[derive(Default)]
struct Files {
    files: BTreeMap<String, Vec<u8>>,
    /// Of each kind, its files' checksums.
    sums: BTreeMap<&'static str, String>,
}

impl Files {
    fn add(&mut self, kind: &'static str, sealed: impl IntoIterator<Item = Sealed>) {
        for (number, Sealed { file, checksum }) in sealed.into_iter().enumerate() {
            self.sums.entry(kind).or_default().push_str(&checksum[..6]);
            self.files.insert(file_name(kind, number), file);
        }
    }

    fn finish(mut self, manifest: &serde_json::Value) -> BTreeMap<String, Vec<u8>> {
        let mut manifest = manifest.clone();
        manifest["sums"] = serde_json::json!(self.sums);
        self.files.insert("index.txt".to_owned(), sealed(&[manifest.to_string().as_bytes()]).file);
        self.files
    }
}

#[cfg(test)]
mod reader;
#[cfg(test)]
mod tests;
