//! A text -> how many words it is to read, for the reading time.

/// Words between white space; of scripts that write none between words, two letters count as one.
pub(super) fn words_in(text: &str) -> u32 {
    let bytes = text.as_bytes();
    // Tab to carriage return; no table, so that many bytes are looked at at once.
    let is_space = |byte: u8| byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let starts = |(before, byte): (&u8, &u8)| u8::from(is_space(*before) & !is_space(*byte));
    // A word begins after white space, or the text with it.
    let first = usize::from(bytes.first().is_some_and(|byte| !is_space(*byte)));
    // What 255 pairs come to fits in a byte, and sixteen such sums in a register.
    let pairs = bytes.chunks(255).zip(bytes.get(1..).unwrap_or_default().chunks(255));
    let later: usize = pairs.map(|(before, after)| usize::from(before.iter().zip(after).map(starts).sum::<u8>())).sum();
    let words = u32::try_from(first + later).unwrap_or(u32::MAX);
    if text.is_ascii() { words } else { words.saturating_add(unspaced_words(text)) }
}

fn unspaced_words(text: &str) -> u32 {
    let letters = text.chars().filter(|letter| is_unspaced(*letter)).count();
    u32::try_from(letters / 2).unwrap_or(u32::MAX)
}

/// Thai to Myanmar, Khmer, and the scripts of East Asia but Korean.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{edf}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17dc}')
        || matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::words_in;

    #[test]
    fn words_stand_between_white_space() {
        assert_eq!(words_in(" a b-c\n d’e  f "), 4);
        assert_eq!(words_in(""), 0);
        assert_eq!(words_in(&"a b\u{a0}c\r\n".repeat(300)), 600);
    }

    #[test]
    fn scripts_without_spaces_are_counted_by_letters() {
        assert_eq!(words_in("日本語の文章です"), 1 + 4);
    }
}
