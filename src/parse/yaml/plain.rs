//! The YAML that most front matter is, lines of `key: some text`, `key: 10` and `key: [one, two]`: read here, in a tenth of
//! the time that the parser takes to be set up and to read it. What has a sign, a word or a shape that YAML may take for more is left to
//! the parser.

use serde_yaml::{Mapping, Value};

/// What the parser would make of `text`; nothing if it is not all as plain as that.
pub(super) fn read(text: &str) -> Option<Value> {
    let mut mapping = Mapping::new();
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        let (key, value) = line.split_once(": ")?;
        if !key.bytes().all(|byte| byte.is_ascii_lowercase()) || is_taken(key) {
            return None;
        }
        if mapping.insert(key.into(), list(value).or_else(|| scalar(value))?).is_some() {
            return None;
        }
    }
    Some(Value::Mapping(mapping))
}

fn list(value: &str) -> Option<Value> {
    let items = value.strip_prefix('[')?.strip_suffix(']')?.split(", ");
    let items = items.map(|item| scalar(item).filter(|_| !item.contains(',')));
    items.collect::<Option<Vec<_>>>().map(Value::Sequence)
}

fn scalar(value: &str) -> Option<Value> {
    let bytes = value.as_bytes();
    let is_number = bytes.len() < 10 && !bytes.starts_with(b"0") && bytes.iter().all(u8::is_ascii_digit);
    if is_number && !bytes.is_empty() {
        return Some(Value::from(value.parse::<u64>().ok()?));
    }
    let is_text = bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && !bytes.ends_with(b" ")
        && value.chars().all(is_plain)
        && !is_taken(value);
    is_text.then(|| Value::from(value))
}

/// Whether a character means itself wherever it stands in a text, but for its first place.
fn is_plain(character: char) -> bool {
    match character {
        ' ' | ',' | '.' | '\'' | '(' | ')' | '!' | '?' | ';' | '/' | '-' | '’' | '–' | '“' | '”' => true,
        other => other.is_alphanumeric(),
    }
}

/// Whether a word is, or in some version of YAML was, no text.
fn is_taken(word: &str) -> bool {
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].iter().any(|taken| word.eq_ignore_ascii_case(taken))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Option<Value> {
        serde_yaml::from_str(text).ok()
    }

    #[test]
    fn plain_front_matter_is_read() {
        let text = "title: Ask first, don't wait (much)\norder: 10\ntopics: [a, ask-why]\nwhen: Größe – “so”?\n";
        assert!(read(text).is_some());
        assert_eq!(read(text), parsed(text));
    }

    #[test]
    fn what_may_mean_more_is_left_to_the_parser() {
        let texts = [
            "",
            "\n",
            "title",
            "title:",
            "a: b: c",
            "a: b #c",
            "a: \"b\"",
            "a: 'b'",
            "a: yes",
            "a: Null",
            "null: a",
            "a: 010",
            "a: 1.5",
            "a: 1e3",
            "a: .inf",
            "a: -1",
            "a: 2026-01-02",
            "a: b\n  c",
            "a: b\na: c",
            "a: [b,c]",
            "a: [b, [c]]",
            "a: []",
            "a: [b, ]",
            "a: b ",
            "a: b\r\n",
            "a: *b",
            "a: &b c",
            "a: |",
            "<<: a",
            "- a",
            "a: b\n\nc: d",
            "a:  b",
        ];
        for text in texts {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_the_parser_reads(
            text in "([a-z]{1,3}|null|on): ?(\\[?([a-zN0-9é#:,.'’ -]{0,6}(, )?){0,3}\\]?|inf|nan|NaN|Infinity|0x1F|0o7|12|1_0|y)(\n| )"
        ) {
            if let Some(value) = read(&text) {
                prop_assert_eq!(Some(value), parsed(&text));
            }
        }

        #[test]
        fn lines_are_read_as_the_parser_reads_them(
            lines in prop::collection::vec("[a-c]: (\\[[a-z][a-z.'()!?;/ -]{0,3}(, [a-z0-9]{1,3}){0,2}\\]|[a-zA-Z0-9][a-zA-Z0-9,.'()!?;/ é–-]{0,8})", 0..4)
        ) {
            let text = lines.join("\n");
            if let Some(value) = read(&text) {
                prop_assert_eq!(Some(value), parsed(&text));
            }
        }
    }
}
