//! Tokens in, numbers out: each token, the first time that it comes, gets the next one.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// Distinct words one after another in one text: a hundred thousand pages have chunks enough for their words to be millions.
#[derive(Default)]
pub(super) struct Tokens {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Tokens {
    pub(super) fn get(&self, number: u32) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.text[start as usize..self.ends[number as usize] as usize]
    }

    fn push(&mut self, token: &str) -> u32 {
        self.text.push_str(token);
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.get(number))
    }
}

/// Numbers tokens.
#[derive(Default)]
pub(super) struct Dictionary {
    tokens: Tokens,
    /// The numbers of the tokens, by token.
    numbers: HashTable<(TokenKey, u32)>,
}

impl Dictionary {
    /// With room for so many.
    pub(super) fn with_capacity(tokens: usize) -> Self {
        Self { tokens: Tokens::default(), numbers: HashTable::with_capacity(tokens) }
    }

    /// The number of `token`, which is new or not.
    pub(super) fn number(&mut self, token: &str) -> u32 {
        let key = TokenKey::of(token);
        let is_token =
            |(other, number): &(TokenKey, u32)| *other == key && (key.is_whole() || self.tokens.get(*number) == token);
        if let Some((_, number)) = self.numbers.find(key.hash(), is_token) {
            return *number;
        }
        let number = self.tokens.push(token);
        self.numbers.insert_unique(key.hash(), (key, number), |(key, _)| key.hash());
        number
    }

    /// The tokens by their numbers.
    pub(super) fn into_tokens(self) -> Tokens {
        self.tokens
    }
}

/// A token of up to fifteen bytes with its length; of a longer one a hash, and [`TokenKey::HASHED`] for its length.
#[derive(Clone, Copy, PartialEq, Eq)]
struct TokenKey {
    first: u64,
    /// The length in the highest byte.
    rest: u64,
}

impl TokenKey {
    const HASHED: u64 = 0xff << 56;

    fn of(token: &str) -> Self {
        let bytes = token.as_bytes();
        if bytes.len() < 16 {
            let (first, rest) = bytes.split_at(bytes.len().min(8));
            return Self { first: packed(first), rest: packed(rest) | (bytes.len() as u64) << 56 };
        }
        let mut hasher = FxHasher::default();
        hasher.write(bytes);
        Self { first: hasher.finish(), rest: Self::HASHED }
    }

    /// Whether a token that has this key is the only one: most are, and need no look at the tokens.
    fn is_whole(self) -> bool {
        self.rest < Self::HASHED
    }

    fn hash(self) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write_u64(self.first);
        hasher.write_u64(self.rest);
        hasher.finish()
    }
}

/// Up to eight bytes as a number, the first lowest. Without a loop: both ends are read as a whole, and agree where they overlap.
fn packed(bytes: &[u8]) -> u64 {
    let quad = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    if let Some(all) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*all);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return quad(first) | quad(last) << (8 * (bytes.len() - 4));
    }
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_stands_for_one_token(tokens in prop::collection::vec("[ab]{0,20}", 0..200)) {
            let mut dictionary = Dictionary::default();
            let numbers: Vec<_> = tokens.iter().map(|token| dictionary.number(token)).collect();
            let known = dictionary.into_tokens();
            for (token, number) in tokens.iter().zip(numbers) {
                prop_assert_eq!(known.get(number), token);
            }
            let distinct: std::collections::BTreeSet<_> = tokens.iter().collect();
            prop_assert_eq!(known.len(), distinct.len());
        }

        #[test]
        fn bytes_are_packed_lowest_first(bytes in prop::collection::vec(any::<u8>(), 0..=8)) {
            let mut padded = [0; 8];
            padded[..bytes.len()].copy_from_slice(&bytes);
            prop_assert_eq!(packed(&bytes), u64::from_le_bytes(padded));
        }
    }
}
