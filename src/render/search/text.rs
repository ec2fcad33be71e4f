//! Text in, tokens out. `scripts/lib/search.js` does the same to a query; the two must not part.
//!
//! A token is a run of letters, digits and marks, apostrophes inside it dropped together with a possessive `s`. Its *form* is what
//! the dictionary holds: compatibility-decomposed (NFKD), lower case, the marks of alphabetic scripts stripped, recomposed. Marks that are
//! letters to their readers (Indic vowel signs, the kana voicing marks) stay. Scripts written without spaces are cut into overlapping
//! pairs of characters, as Lucene's CJK analyzer does.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A longer run is a key, a hash or an address; its start is enough to find it.
pub(super) const LONGEST_FORM: usize = 40;
/// Marks may go before a token is a form.
const LONGEST_TOKEN: usize = 2 * LONGEST_FORM;

/// Calls `each` with every raw token: lower case, marks still on, as the stemmer wants it.
pub(super) fn tokens(text: &str, mut each: impl FnMut(&str)) {
    // Most texts are ASCII, and most of the time goes here.
    if text.is_ascii() { ascii_tokens(text, &mut each) } else { tokens_of(text, &mut each) }
}

/// What [`tokens_of`] does. A word of small letters, as most are, is taken as it stands.
fn ascii_tokens(text: &str, each: &mut impl FnMut(&str)) {
    let mut start = 0;
    while start < text.len() {
        let mut classes = 0;
        let length = text.as_bytes()[start..].iter().position(|byte| {
            let class = CLASSES[usize::from(*byte)];
            classes |= class;
            class == 0
        });
        let end = length.map_or(text.len(), |length| start + length);
        let word = &text[start..end];
        start = end + 1;
        if classes & APOSTROPHE != 0 {
            // Where words are joined by apostrophes, the slow way knows which to drop.
            tokens_of(word, each);
            continue;
        }
        let word = &word[..word.len().min(LONGEST_TOKEN)];
        if classes & CAPITAL != 0 {
            let mut small = [0; LONGEST_TOKEN];
            let small = &mut small[..word.len()];
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            each(std::str::from_utf8(small).unwrap_or_default());
        } else if classes != 0 {
            each(word);
        }
    }
}

const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const APOSTROPHE: u8 = 4;

/// What each ASCII character is to a word; 0 for what is between words.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'0'..=b'9' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'\'' => APOSTROPHE,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

fn tokens_of(text: &str, each: &mut impl FnMut(&str)) {
    let mut token = String::with_capacity(LONGEST_FORM);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_ascii_alphanumeric() {
            token.push(character.to_ascii_lowercase());
        } else if is_apostrophe(character) && !token.is_empty() {
            let possessive = matches!(characters.peek(), Some('s' | 'S'));
            let mut rest = characters.clone();
            rest.next();
            if possessive && !rest.peek().is_some_and(|&next| belongs(next) || is_apostrophe(next)) {
                characters.next();
            }
        } else if !character.is_ascii() && belongs(character) {
            token.extend(character.to_lowercase());
        } else if !token.is_empty() {
            emit(&token, each);
            token.clear();
        }
    }
    if !token.is_empty() {
        emit(&token, each);
    }
}

fn emit(token: &str, each: &mut impl FnMut(&str)) {
    if !token.is_ascii() && token.contains(is_unspaced) {
        return parts(token, each);
    }
    let is_long = token.len() > LONGEST_TOKEN;
    match is_long.then(|| token.char_indices().nth(LONGEST_TOKEN)).flatten() {
        Some((end, _)) => each(&token[..end]),
        None => each(token),
    }
}

/// A run that mixes scripts is cut where they change; what has no spaces comes out in pairs.
fn parts(run: &str, each: &mut impl FnMut(&str)) {
    let characters: Vec<char> = run.chars().collect();
    for part in characters.chunk_by(|a, b| is_unspaced(*a) == is_unspaced(*b)) {
        let step = if is_unspaced(part[0]) { 2.min(part.len()) } else { part.len() };
        part.windows(step).for_each(|window| each(&window.iter().take(LONGEST_TOKEN).collect::<String>()));
    }
}

/// What the dictionary holds for a raw token, or for a stem.
pub(super) fn form(token: &str) -> Cow<'_, str> {
    if token.is_ascii() {
        let is_small = !token.bytes().any(|byte| byte.is_ascii_uppercase());
        return if is_small { Cow::Borrowed(token) } else { Cow::Owned(token.to_ascii_lowercase()) };
    }
    let folded = folded(token);
    let whole = if folded.is_empty() { token } else { &folded };
    whole.chars().take(LONGEST_FORM).collect()
}

fn folded(token: &str) -> String {
    let decomposed: String = token.nfkd().collect();
    let mut form = String::with_capacity(token.len());
    for character in decomposed.to_lowercase().chars().filter(|&c| belongs(c) && !is_stripped(c)) {
        match character {
            'ς' => form.push('σ'),
            'ß' => form.push_str("ss"),
            'æ' => form.push_str("ae"),
            'œ' => form.push_str("oe"),
            'ø' => form.push('o'),
            'đ' => form.push('d'),
            'ł' => form.push('l'),
            'ı' => form.push('i'),
            other => form.push(other),
        }
    }
    form.nfc().collect()
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ')
}

fn belongs(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && is_combining_mark(character))
}

/// Accents, Hebrew points and Arabic vowel signs with the tatweel: readers leave them out when they type.
fn is_stripped(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe2f}')
}

/// Thai to Khmer, kana, Han and Hangul: words run on, or carry particles that a prefix cannot take off.
fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ascii_is_read_as_all_text_is(text in "([a-cS'sX0 .-]{0,40}|[a-bS]{70,100})") {
            let (mut fast, mut slow) = (Vec::new(), Vec::new());
            ascii_tokens(&text, &mut |token| fast.push(token.to_owned()));
            tokens_of(&text, &mut |token| slow.push(token.to_owned()));
            prop_assert_eq!(fast, slow);
        }
    }
}
