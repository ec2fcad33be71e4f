//! A file's text -> where its front matter and its Markdown stand.

use std::ops::Range;

/// The two parts of a page.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::parse) struct Split {
    /// The YAML between the `---` lines, if there is any.
    pub yaml: Option<Range<usize>>,
    /// Where the Markdown begins.
    pub body: usize,
    /// The opening line of front matter that never ends.
    pub unclosed: Option<Range<usize>>,
}

/// Splits a page. A byte order mark is passed over.
///
/// Front matter is opened by `---` on the first line. Where no line closes it, the `---` is a rule of Markdown's,
/// unless a `key:` follows at once: then someone forgot to close it.
pub(in crate::parse) fn split(text: &str) -> Split {
    let top = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let none = Split { yaml: None, body: top, unclosed: None };
    let Some(first) = text.get(top..).and_then(|text| text.split_inclusive('\n').next()) else { return none };
    if first.trim_end() != "---" {
        return none;
    }
    let start = top + first.len();
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let next = at + line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return Split { yaml: Some(start..at), body: next, unclosed: None };
        }
        at = next;
    }
    let forgotten = text.get(start..).and_then(|rest| rest.lines().next()).is_some_and(opens_entry);
    if forgotten { Split { yaml: None, body: start, unclosed: Some(top..top + 3) } } else { none }
}

/// Whether a line looks like `key: value`.
fn opens_entry(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, _)| {
        !key.is_empty() && key.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<&str>, &str) {
        let split = split(text);
        (split.yaml.map(|range| &text[range]), &text[split.body..])
    }

    #[test]
    fn front_matter_ends_at_the_next_dashes() {
        assert_eq!(parts("---\na: b\n---\n# x"), (Some("a: b\n"), "# x"));
        assert_eq!(parts("\u{feff}---\r\na: b\r\n---\r\nx"), (Some("a: b\r\n"), "x"));
        assert_eq!(parts("---\n---"), (Some(""), ""));
        assert_eq!(parts("---\na: b\n..."), (Some("a: b\n"), ""));
    }

    #[test]
    fn a_page_may_have_none() {
        for text in ["", "---", "---\n", "# x\n---\n", "----\na: b\n----\n", " ---\n---\n", "---\n\nText: more\n"] {
            assert_eq!(parts(text), (None, text));
            assert_eq!(split(text).unclosed, None);
        }
    }

    #[test]
    fn front_matter_without_an_end_is_noticed() {
        assert_eq!(split("---\ntitle: x\n\ntext").unclosed, Some(0..3));
    }
}
