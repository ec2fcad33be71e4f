//! The pages in, three tables out: what ranking and filters need of every page, and blocks of what a hit shows.
//!
//! ```text
//! pages   of each page: sections (gamma), words of its title (gamma), kind (below the number of kinds),
//!         1 bit: has a weight of its own; if so, round(16 × weight) (gamma);
//!         of each section: round(2 log₂(1 + words / 4)), at most 15 (4 bits);
//!         then of each topic: number of pages (gamma); the pages (ascending)
//! titles  of each of `PAGES_A_BLOCK` pages a line: one character from "0", how much of the address before it this one begins with (UTF-16
//!         units); the rest of the address; a tab; the title
//! ```

use super::bits::BitWriter;
use super::lexicon::{shared, symbol};
use super::stream::PageFacts;

pub(super) const PAGES_A_BLOCK: usize = 16;

/// So that the symbol stays ASCII.
const MOST_SHARED: usize = 36;

/// The page table; `kinds` and `topics` are sorted.
pub(super) fn table(pages: &[&PageFacts], kinds: &[&str], topics: &[(&str, &str)]) -> Vec<u8> {
    let mut bits = BitWriter::default();
    for page in pages {
        bits.gamma(page.section_words.len() as u32);
        bits.gamma(page.title_words);
        let kind = kinds.binary_search(&page.kind.as_str()).unwrap_or(0);
        bits.below(kind as u32, kinds.len() as u32);
        let weight = (page.weight.clamp(0.0, 1000.0) * 16.0).round() as u32;
        bits.bits(u32::from(weight != 16), 1);
        if weight != 16 {
            bits.gamma(weight);
        }
        page.section_words.iter().for_each(|&words| bits.bits(length_class(words), 4));
    }
    for (topic, _) in topics {
        let holders: Vec<u32> = pages
            .iter()
            .zip(0..)
            .filter(|(page, _)| page.topics.iter().any(|(name, _)| name == topic))
            .map(|(_, number)| number)
            .collect();
        bits.gamma(holders.len() as u32);
        bits.ascending(&holders, 0, pages.len() as u32);
    }
    bits.finish()
}

fn length_class(words: u32) -> u32 {
    (2.0 * (1.0 + words as f32 / 4.0).log2()).round().min(15.0) as u32
}

/// A block of what hits show.
pub(super) fn titles(block: &[&PageFacts]) -> Vec<u8> {
    let mut text = String::new();
    let mut previous = "";
    for page in block {
        let shared = shared(previous, &page.address);
        let shared = &shared[..shared.char_indices().nth(MOST_SHARED).map_or(shared.len(), |(end, _)| end)];
        text.push(symbol(shared.encode_utf16().count() as u32));
        text.push_str(&page.address[shared.len()..]);
        let words = page.title.split_whitespace();
        text.extend(std::iter::once("\t").chain(words.flat_map(|word| [word, " "])));
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
        previous = &page.address;
    }
    text.into_bytes()
}
