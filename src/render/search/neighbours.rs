//! What is kept of the words beside a word.
//!
//! Neighbours stand in for positions. That two words stand side by side is kept once, with the rarer of them (by class, the power of two
//! below its number of pages; the left one if they are alike), as a hash of the other's stem and of the side. So a phrase is tested without the long lists of its common
//! words, and a stem's mates need no lists merged; a wrong match costs a little order among good hits. The hash is wider for commoner words,
//! which meet more chance neighbours.

/// The class of a group: the power of two below its number of pages.
fn class(pages: u32) -> u32 {
    pages.max(1).ilog2().min(15)
}

/// What a list of neighbours needs to know of a group.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub(super) class: u32,
    pub(super) hash_before: u16,
    pub(super) hash_after: u16,
}

impl Standing {
    pub(super) fn new(stem: &str, pages: u32) -> Self {
        Self { class: class(pages), hash_before: neighbour_hash(stem, false), hash_after: neighbour_hash(stem, true) }
    }
}

/// Set in every neighbour's hash, above the widest that is kept, to tell one from none.
const NEIGHBOUR: u16 = 1 << 15;

/// FNV-1a (Fowler, Noll, Vo) over the UTF-8 bytes; folded, for its low bits mix less.
fn neighbour_hash(stem: &str, is_after: bool) -> u16 {
    let start = if is_after { 0x811c_9dc5 } else { 0x050c_5d1f };
    let hash = stem.bytes().fold(start, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 15) as u16 | NEIGHBOUR
}

/// Bits of each hash in a list: a common word's lists are many, a long list's hashes too; both would else match by chance.
pub(super) fn hash_width(class: u32) -> u32 {
    3 + class / 8
}

pub(super) fn list_width(width: u32, length: usize) -> u32 {
    (width + (length as u32 + 1).ilog2()).min(15)
}

/// Cuts the hashes down to the width that their number gives them, ascending and each once in the first places; says how many they
/// are. Those that become alike make the list shorter, which may make it narrower.
pub(super) fn narrow(hashes: &mut [u32], width: u32) -> usize {
    // Most lists: one hash is as wide as two.
    if let [first, rest @ ..] = hashes
        && rest.len() < 2
    {
        let mask = (1 << list_width(width, 1)) - 1;
        *first &= mask;
        let [second] = rest else { return 1 };
        *second &= mask;
        (*first, *second) = (*first.min(second), *first.max(second));
        return 1 + usize::from(first != second);
    }
    let mut length = hashes.len();
    loop {
        let before = list_width(width, length);
        let kept = &mut hashes[..length];
        for hash in kept.iter_mut() {
            *hash &= (1 << before) - 1;
        }
        if length > 1 {
            kept.sort_unstable();
            length = dedup(kept);
        }
        if list_width(width, length) == before {
            return length;
        }
    }
}

/// Moves what differs from the one before it to the front of a sorted list; says how many they are.
fn dedup(sorted: &mut [u32]) -> usize {
    let mut last = 0;
    for at in 1..sorted.len() {
        if sorted[at] != sorted[last] {
            last += 1;
            sorted[last] = sorted[at];
        }
    }
    last + 1
}
