//! A text -> how many words it is to read, for the reading time.

/// Words between white space; of scripts that write none between words, two letters count as one.
pub(super) fn words_in(text: &str) -> u32 {
    let starts = |(before, byte): (&u8, &u8)| before.is_ascii_whitespace() && !byte.is_ascii_whitespace();
    let bytes = text.as_bytes();
    // A word begins after white space, or the text with it. Of two slices side by side, many pairs are compared at once.
    let first = usize::from(bytes.first().is_some_and(|byte| !byte.is_ascii_whitespace()));
    let later = bytes.iter().zip(bytes.iter().skip(1)).filter(|pair| starts(*pair)).count();
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
    }

    #[test]
    fn scripts_without_spaces_are_counted_by_letters() {
        assert_eq!(words_in("日本語の文章です"), 1 + 4);
    }
}
