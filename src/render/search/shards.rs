//! Which groups share a file, and what every file begins with.

use std::ops::Range;

use super::vocabulary::Vocabulary;

/// Cuts the groups into `count` ranges of about equal weight. Each border goes to the group in reach whose hash is least, so
/// that a few words more or less move no border.
///
/// A group of more than a share counts as one: it cannot be parted, and would else leave the ranges after it empty.
pub(super) fn ranges(vocabulary: &Vocabulary, weights: &[u64], count: usize) -> Vec<Range<usize>> {
    let share = share(weights, count);
    let ends: Vec<u64> = weights
        .iter()
        .scan(0, |sum, weight| {
            *sum += share.min(*weight);
            Some(*sum)
        })
        .collect();
    let total = ends.last().copied().unwrap_or(0);
    let (share, reach) = (total / count as u64, total / count as u64 / 4);
    let mut ranges = Vec::with_capacity(count);
    let mut start = 0;
    for border in 1..=count as u64 {
        let target = if border == count as u64 { total } else { share * border };
        let (first, last) =
            (ends.partition_point(|end| *end + reach < target), ends.partition_point(|end| *end < target + reach));
        let openers = (first + 1).max(start)..(last + 1).min(weights.len());
        let best = openers.min_by_key(|group| checksum(vocabulary.groups[*group].stem.as_bytes()));
        let end =
            if target == total { weights.len() } else { best.unwrap_or((first + 1).min(weights.len()).max(start)) };
        ranges.push(start..end);
        start = end;
    }
    ranges
}

/// What each of `count` ranges holds, if no group counts for more than that.
fn share(weights: &[u64], count: usize) -> u64 {
    let mut share = u64::MAX;
    loop {
        let heavy = weights.iter().filter(|weight| **weight > share).count();
        let light: u64 = weights.iter().filter(|weight| **weight <= share).sum();
        let next = light / count.saturating_sub(heavy).max(1) as u64;
        if next >= share {
            return share.max(1);
        }
        share = next;
    }
}

/// FNV-1a (Fowler, Noll & Vo 1991), of 32 bits.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    hashed(BASIS, bytes)
}

/// What FNV begins with.
const BASIS: u32 = 0x811c_9dc5;

fn hashed(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// A file of the index.
pub(super) struct Sealed {
    /// The line with version and checksum, then what it holds.
    pub(super) file: Vec<u8>,
    /// As it stands in the line.
    pub(super) checksum: String,
}

/// Makes a file of `parts`, one after the other.
pub(super) fn sealed(parts: &[&[u8]]) -> Sealed {
    let checksum = format!("{:08x}", parts.iter().fold(BASIS, |hash, part| hashed(hash, part)));
    let file = [&[b"hb3 ", checksum.as_bytes(), b"\n"], parts].concat().concat();
    Sealed { file, checksum }
}
