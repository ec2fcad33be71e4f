//! A span of a file -> the line to show, with the words to underline. Tabs become spaces, wide letters
//! count twice, long lines are cut to a window around the words, and nothing in them can steer a terminal.

use std::ops::Range;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::diagnostic::Span;

const TAB: &str = "    ";

/// Where something stands, as people count: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A line as it can be shown, or a part of it, in three pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in super::super) struct Excerpt {
    before: String,
    /// What the diagnostic is about; may be empty.
    words: String,
    after: String,
}

/// One character as it is shown.
struct Cell {
    shown: Shown,
    width: usize,
}

#[derive(Clone, Copy)]
enum Shown {
    Tab,
    Letter(char),
}

/// The position of the byte `offset` in `text`.
pub(super) fn position(text: &str, offset: usize) -> Position {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// The first line of `span` in at most `width` columns.
pub(super) fn excerpt(text: &str, span: Span, width: usize) -> Excerpt {
    let start = text.floor_char_boundary(span.range().start);
    let end = text.floor_char_boundary(span.range().end).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let inside = |offset: usize| line.floor_char_boundary(offset.saturating_sub(line_start));

    let cells: Vec<Cell> = line.chars().map(Cell::new).collect();
    let index = |offset: usize| line[..inside(offset)].chars().count();
    let marked = index(start)..index(end);
    let (window, is_cut) = window(&cells, &marked, width);
    Excerpt::new(&cells, &window, is_cut, &marked)
}

impl Excerpt {
    fn new(cells: &[Cell], window: &Range<usize>, is_cut: (bool, bool), marked: &Range<usize>) -> Self {
        let within = |index: usize| index.clamp(window.start, window.end);
        let (from, to) = (within(marked.start), within(marked.end));
        let ellipsis = |is_there: bool| if is_there { "…" } else { "" };
        let before = format!("{}{}", ellipsis(is_cut.0), text_of(&cells[window.start..from]));
        let after = format!("{}{}", text_of(&cells[to..window.end]), ellipsis(is_cut.1));
        Self { before, words: text_of(&cells[from..to]), after: after.trim_end().to_owned() }
    }

    /// The line, without spaces at its end.
    pub(super) fn line(&self) -> String {
        format!("{}{}{}", self.before, self.words, self.after).trim_end().to_owned()
    }

    /// How many columns stand before the words, and how many are to be underlined: at least one.
    pub(super) fn columns(&self) -> (usize, usize) {
        (self.before.width(), self.words.width().max(1))
    }
}

fn text_of(cells: &[Cell]) -> String {
    cells.iter().fold(String::new(), |mut text, cell| {
        cell.push_to(&mut text);
        text
    })
}

impl Cell {
    fn new(character: char) -> Self {
        match character {
            '\t' => Self { shown: Shown::Tab, width: TAB.len() },
            character => {
                let shown = visible(character);
                Self { shown: Shown::Letter(shown), width: shown.width().unwrap_or(1) }
            }
        }
    }

    fn push_to(&self, text: &mut String) {
        match self.shown {
            Shown::Tab => text.push_str(TAB),
            Shown::Letter(letter) => text.push(letter),
        }
    }
}

/// What stands for `character`: itself, unless it would move the cursor or turn the direction of the text.
pub(super) fn visible(character: char) -> char {
    match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        character => character,
    }
}

/// The cells to show, and whether some are left out before and after them.
fn window(cells: &[Cell], marked: &Range<usize>, width: usize) -> (Range<usize>, (bool, bool)) {
    let total: usize = cells.iter().map(|cell| cell.width).sum();
    if total <= width {
        return (0..cells.len(), (false, false));
    }
    let room = width.saturating_sub(2).max(8); // an ellipsis on either side
    let mut first = marked.start.min(cells.len());
    let mut before = 0;
    while first > 0 && before + cells[first - 1].width <= room / 3 {
        first -= 1;
        before += cells[first].width;
    }
    let mut last = first;
    let mut used = 0;
    while last < cells.len() && used + cells[last].width <= room {
        used += cells[last].width;
        last += 1;
    }
    while first > 0 && used + cells[first - 1].width <= room {
        first -= 1;
        used += cells[first].width;
    }
    (first..last, (first > 0, last < cells.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the first `words` in `text` look like, underlined.
    fn shown(text: &str, words: &str, width: usize) -> String {
        let start = text.find(words).unwrap();
        let excerpt = excerpt(text, Span::new(start..start + words.len()), width);
        let (before, length) = excerpt.columns();
        format!("{}\n{}{}", excerpt.line(), " ".repeat(before), "^".repeat(length))
    }

    #[test]
    fn columns_count_characters_from_1() {
        let text = "---\ntitle: é\n---\nSee [größe](x.md).\r\n";
        let at = |words| position(text, text.find(words).unwrap());
        assert_eq!(at("title"), Position { line: 2, column: 1 });
        assert_eq!(at("x.md"), Position { line: 4, column: 13 });
        assert_eq!(position(text, usize::MAX), Position { line: 5, column: 1 });
    }

    #[test]
    fn carets_stand_under_the_words() {
        assert_eq!(shown("a\nSee [x](y.md) now\r\nb", "y.md", 80), "See [x](y.md) now\n        ^^^^");
    }

    #[test]
    fn tabs_and_wide_letters_are_measured_as_they_are_shown() {
        assert_eq!(shown("\t漢字 é wrong", "wrong", 80), "    漢字 é wrong\n           ^^^^^");
    }

    #[test]
    fn nothing_in_a_line_can_steer_the_terminal() {
        assert_eq!(shown("a\x1b[2Jb\u{202e}c wrong", "wrong", 80), "a␛[2Jb\u{fffd}c wrong\n         ^^^^^");
    }

    #[test]
    fn a_long_line_is_cut_to_a_window_around_the_words() {
        let text = format!("{} wrong {}", "before ".repeat(40), "after ".repeat(40));
        let shown = shown(&text, "wrong", 40);
        let (line, carets) = shown.split_once('\n').unwrap();
        assert!(line.starts_with('…') && line.ends_with('…'), "{line}");
        assert!(line.chars().count() <= 40, "{line}");
        let at = carets.find('^').unwrap();
        assert_eq!(line.chars().skip(at).take(5).collect::<String>(), "wrong");
    }

    #[test]
    fn a_span_over_lines_is_underlined_to_the_end_of_its_first() {
        assert_eq!(shown("a\nb c\nd", "c\nd", 80), "b c\n  ^");
        assert_eq!(excerpt("", Span::new(0..0), 80).columns(), (0, 1));
        assert_eq!(excerpt("é", Span::new(1..90), 80).columns(), (0, 1));
    }
}
