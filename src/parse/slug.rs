//! Text -> a name that can stand in an address and in `id`.

use unicode_normalization::UnicodeNormalization;

/// The longest name, in characters; longer ones are cut at a word.
const LONGEST: usize = 80;

/// The name made from `text`: lower case, in NFC, letters and digits of all scripts, everything else a single hyphen.
///
/// Empty when there is no letter or digit in it.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.nfc().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || is_mark(character) {
            slug.push(character);
        } else if !matches!(character, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    cut_at_word(slug)
}

/// Marks that scripts such as Devanagari cannot do without, and that `is_alphanumeric` leaves out.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

fn cut_at_word(mut slug: String) -> String {
    let Some((end, _)) = slug.char_indices().nth(LONGEST) else { return slug };
    let end = slug[..end].rfind('-').filter(|at| *at > 0).unwrap_or(end);
    slug.truncate(end);
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_letters_of_all_scripts() {
        assert_eq!(slug("Don’t tag — ask “why”!"), "dont-tag-ask-why");
        assert_eq!(slug("Größe & Maß"), "größe-maß");
        assert_eq!(slug("日本語 の 見出し"), "日本語-の-見出し");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn a_long_slug_is_cut_at_a_word() {
        let long = slug(&"word ".repeat(40));
        assert!(long.chars().count() <= LONGEST && long.ends_with("word"), "{long}");
    }
}
