//! Numbers in, bits out: the codes that the binary shards are written in.
//!
//! Bits fill each byte from its lowest; a number's lowest bit comes first. Three codes, each self-delimiting:
//! - *truncated binary*: a number below a bound both sides know, in ⌊log₂ bound⌋ or one more bits (Golomb 1966);
//! - *Elias gamma* (Elias 1975), shifted by one so that it starts at 0: small numbers of no known bound;
//! - *binary interpolative* (Moffat & Stuiver 2000): an ascending list between two known bounds: the middle one in truncated binary, then
//!   both halves between the bounds that it sets. It needs no parameter, gets under a bit a posting where postings cluster (pages of a
//!   folder speak of the same things), and whatever bits are read, the numbers stay within the bounds.

#[derive(Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    filled: u32,
}

/// Bits to be written, the first of them lowest: at most 32.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Code {
    bits: u32,
    width: u32,
}

impl Code {
    /// The lowest `width` bits of `bits`, which has no others.
    pub(super) const fn new(bits: u32, width: u32) -> Self {
        debug_assert!(width == 32 || (bits as u64) < 1u64 << width);
        Self { bits, width }
    }

    /// A number below `bound`.
    pub(super) const fn below(value: u32, bound: u32) -> Self {
        debug_assert!(value < bound);
        let width = bound.ilog2();
        let short = (2u32 << width) - bound;
        // The high bits first: the reader must see them before it knows that one more follows. Which of the two it is cannot be
        // foreseen, so both are made, and one taken, without a branch.
        let long = value + short;
        let long = (long >> 1) | (long & 1) << width;
        let is_long = value >= short;
        Self { bits: if is_long { long } else { value }, width: width + is_long as u32 }
    }

    /// A number from 0 that is less than 65,535.
    pub(super) const fn small_gamma(value: u32) -> Self {
        let width = (value + 1).ilog2();
        let low = (value + 1) & !(1 << width);
        Self::new((low << 1 | 1) << width, 2 * width + 1)
    }

    /// This, then `next`; 32 bits together at most.
    pub(super) const fn then(self, next: Self) -> Self {
        debug_assert!(self.width + next.width <= 32 && self.width < 32);
        Self { bits: self.bits | next.bits << self.width, width: self.width + next.width }
    }
}

impl BitWriter {
    pub(super) fn put(&mut self, code: Code) {
        self.pending |= u64::from(code.bits) << self.filled;
        self.filled += code.width;
        if self.filled >= 32 {
            self.bytes.extend_from_slice(&(self.pending as u32).to_le_bytes());
            self.pending >>= 32;
            self.filled -= 32;
        }
    }

    /// A number below `bound`.
    fn below(&mut self, value: u32, bound: u32) {
        self.put(Code::below(value, bound));
    }

    /// Any number from 0.
    pub(super) fn gamma(&mut self, value: u32) {
        if value < 0xFFFF {
            return self.put(Code::small_gamma(value));
        }
        let width = (value + 1).ilog2();
        self.put(Code::new(0, width));
        self.put(Code::new(1, 1));
        self.put(Code::new((value + 1) & !(1 << width), width));
    }

    /// Strictly ascending numbers, all in `low..high`; the reader must know how many.
    pub(super) fn ascending(&mut self, list: &[u32], low: u32, high: u32) {
        match *list {
            [] => {}
            [only] => self.below(only - low, high - low),
            [first, second] => {
                self.below(second - low - 1, high - low - 1);
                self.below(first - low, second - low);
            }
            [first, second, third] => {
                self.below(second - low - 1, high - low - 2);
                self.below(first - low, second - low);
                self.below(third - second - 1, high - second - 1);
            }
            _ => {
                let (before, after) = (list.len() / 2, list.len() - list.len() / 2 - 1);
                let (first, last) = (low + before as u32, high - after as u32);
                let middle = list[before];
                self.below(middle - first, last - first);
                self.ascending(&list[..before], low, middle);
                self.ascending(&list[before + 1..], middle + 1, high);
            }
        }
    }

    /// Fills the last byte up with zeros; says how many bytes there are.
    pub(super) fn align(&mut self) -> usize {
        let left = self.filled.div_ceil(8) as usize;
        self.bytes.extend_from_slice(&self.pending.to_le_bytes()[..left]);
        (self.pending, self.filled) = (0, 0);
        self.bytes.len()
    }

    /// The bytes, the last one filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}
