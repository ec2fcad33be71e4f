//! The pages in, three tables out: what ranking and filters need of every page, and blocks of what a hit shows.
//!
//! ```text
//! pages   of each page: sections (gamma), words of its title (gamma), kind (below the number of kinds),
//!         1 bit: has a weight of its own; if so, round(16 × weight) (gamma);
//!         of each section: round(2 log₂(1 + words / 4)), at most 15 (4 bits);
//!         then of each topic: number of pages (gamma); the pages (ascending)
//! titles  of each of `PAGES_A_BLOCK` pages a line: how many UTF-16 units of the address before begin this one too; a tab;
//!         the rest of the address; a tab; the title
//! ```

use super::bits::{BitWriter, Code};
use super::stream::PageFacts;

pub(super) const PAGES_A_BLOCK: usize = 16;

/// The page table; `kinds` and `topics` are sorted.
pub(super) fn table(pages: &[PageFacts], kinds: &[&str], topics: &[(&str, &str)]) -> Vec<u8> {
    let mut bits = BitWriter::default();
    for page in pages {
        bits.gamma(page.section_words.len() as u32);
        bits.gamma(page.title_words);
        let kind = kinds.binary_search(&page.kind).unwrap_or(0);
        bits.put(Code::below(kind as u32, kinds.len() as u32));
        let weight = (page.weight.clamp(0.0, 1000.0) * 16.0).round() as u32;
        bits.put(Code::new(u32::from(weight != 16), 1));
        if weight != 16 {
            bits.gamma(weight);
        }
        page.section_words.iter().for_each(|&words| bits.put(Code::new(length_class(words), 4)));
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
pub(super) fn titles(block: &[PageFacts]) -> Vec<u8> {
    let mut text = String::new();
    let mut before = "";
    for page in block {
        let shared = before.chars().zip(page.address.chars()).take_while(|(a, b)| a == b);
        let (bytes, units) =
            shared.fold((0, 0), |(bytes, units), (a, _)| (bytes + a.len_utf8(), units + a.len_utf16()));
        let title: Vec<&str> = page.title.split_whitespace().collect();
        text.extend([&units.to_string(), "\t", &page.address[bytes..], "\t", &title.join(" "), "\n"]);
        before = page.address;
    }
    text.into_bytes()
}
