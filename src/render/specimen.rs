//! A specimen's HTML -> the same with each clue's words in a numbered `<mark>`.

use std::ops::Range;

use super::escape::escaped;
use crate::parse::plain_mark;

/// Marks, in `message`, the words of each clue; `id` is the question's.
///
/// Words are looked for in the text between the tags, with white space and quotation marks of all forms alike. A clue
/// that is not found, or lies in one that is, stays unmarked. A mark never crosses a tag: it is closed and opened again.
pub(super) fn mark_clues<'a>(message: &str, id: &str, quotes: impl Iterator<Item = &'a str>) -> String {
    let letters = visible_letters(message);
    let mut taken: Vec<(usize, Range<usize>)> = Vec::new();
    for (number, quote) in (1usize..).zip(quotes) {
        let wanted: Vec<char> =
            normal(quote.chars().map(|letter| (letter, 0..0))).into_iter().map(|(letter, _)| letter).collect();
        let found = find(&letters, &wanted, |range| {
            taken.iter().all(|(_, other)| range.end <= other.start || other.end <= range.start)
        });
        taken.extend(found.map(|range| (number, range)));
    }
    taken.sort_by_key(|(_, range)| range.start);
    write_marks(message, &letters, &taken, id)
}

/// The letters of a text in their plain form, each with the bytes of the HTML that it stands for.
type Letters = Vec<(char, Range<usize>)>;

/// What a reader sees of `html`: tags left out, the entities that the renderer writes resolved.
fn visible_letters(html: &str) -> Letters {
    let mut letters = Vec::new();
    let mut at = 0;
    while let Some(first) = html[at..].chars().next() {
        let rest = &html[at..];
        let (letter, length) = match first {
            '<' => (None, rest.find('>').map_or(rest.len(), |end| end + 1)),
            '&' => match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
                Some((entity, letter)) => (Some(*letter), entity.len()),
                None => (Some('&'), 1),
            },
            letter => (Some(letter), letter.len_utf8()),
        };
        letters.extend(letter.map(|letter| (letter, at..at + length)));
        at += length;
    }
    normal(letters.into_iter())
}

const ENTITIES: &[(&str, char)] =
    &[("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' ')];

/// Runs of white space as one space, quotation marks and apostrophes straight, letters in lower case.
fn normal(letters: impl Iterator<Item = (char, Range<usize>)>) -> Letters {
    let mut plain: Letters = Vec::new();
    for (letter, range) in letters {
        let letter = match plain_mark(letter) {
            letter if letter.is_whitespace() => ' ',
            letter => letter.to_lowercase().next().unwrap_or(letter),
        };
        match plain.last_mut() {
            Some((' ', before)) if letter == ' ' => before.end = range.end,
            _ => plain.push((letter, range)),
        }
    }
    plain
}

fn find(letters: &Letters, wanted: &[char], free: impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    let matches = |start: usize| letters[start..start + wanted.len()].iter().map(|(letter, _)| letter).eq(wanted);
    (0..=letters.len().checked_sub(wanted.len())?)
        .filter(|start| matches(*start))
        .map(|start| start..start + wanted.len())
        .find(free)
}

fn write_marks(message: &str, letters: &Letters, taken: &[(usize, Range<usize>)], id: &str) -> String {
    let mut out = String::with_capacity(message.len() + taken.len() * 64);
    let mut written = 0;
    for (number, range) in taken {
        let mut opened = false;
        for run in runs(&letters[range.clone()]) {
            out.push_str(&message[written..run.start]);
            let name = if opened { String::new() } else { format!(" id=\"_{}-clue-{number}\"", escaped(id)) };
            out.push_str(&format!("<mark{name} data-clue=\"{number}\">{}</mark>", &message[run.clone()]));
            written = run.end;
            opened = true;
        }
    }
    out.push_str(&message[written..]);
    out
}

/// The stretches of HTML that letters stand in without a tag between them.
fn runs(letters: &[(char, Range<usize>)]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (_, range) in letters {
        match runs.last_mut() {
            Some(run) if run.end == range.start => run.end = range.end,
            _ => runs.push(range.clone()),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(message: &str, quotes: &[&str]) -> String {
        mark_clues(message, "q", quotes.iter().copied())
    }

    #[test]
    fn each_clue_is_marked_and_numbered() {
        assert_eq!(
            mark("<p>Hi, I&#39;d like\nto add you</p>", &["I’d like to add"]),
            "<p>Hi, <mark id=\"_q-clue-1\" data-clue=\"1\">I&#39;d like\nto add</mark> you</p>"
        );
    }

    #[test]
    fn a_mark_never_crosses_a_tag() {
        assert_eq!(
            mark("<p>a <em>b</em> c</p>", &["a b c"]),
            "<p><mark id=\"_q-clue-1\" data-clue=\"1\">a </mark><em><mark data-clue=\"1\">b</mark></em><mark data-clue=\"1\"> c</mark></p>"
        );
    }

    #[test]
    fn the_same_words_twice_are_marked_in_turn_and_missing_ones_not_at_all() {
        assert_eq!(
            mark("x x", &["x", "x", "y", ""]),
            "<mark id=\"_q-clue-1\" data-clue=\"1\">x</mark> <mark id=\"_q-clue-2\" data-clue=\"2\">x</mark>"
        );
    }
}
