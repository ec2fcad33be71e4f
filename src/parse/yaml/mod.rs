//! YAML in a file -> values with their places. `serde_yaml` reads it once, unless it is [`plain`]; where something stands is found
//! again only when it has to be told ([`locate`]), because nearly all YAML is right.

mod fields;
mod locate;
mod plain;

use std::ops::Range;

use serde_yaml::Value;

pub(super) use fields::{Fields, Item, Reader, data};
pub(super) use locate::{Part, Step};

use super::checks::BAD_YAML;
use crate::diagnostic::{Diagnostic, Span};
use crate::path::SourcePath;

/// A piece of a file that is YAML.
#[derive(Clone, Copy, Debug)]
pub(super) struct Yaml<'a> {
    /// The file, for reports.
    pub path: &'a SourcePath,
    /// The YAML.
    pub text: &'a str,
    /// Where it begins in the file.
    pub start: usize,
}

impl<'a> Yaml<'a> {
    /// The whole of a settings file.
    pub(super) fn file(path: &'a SourcePath, text: &'a str) -> Self {
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { path, text: text.get(start..).unwrap_or_default(), start }
    }

    /// The value of it all; `Null` when there is none.
    pub(super) fn read(&self) -> Result<Value, Diagnostic> {
        if let Some(value) = plain::read(self.text) {
            return Ok(value);
        }
        serde_yaml::from_str(self.text).map_err(|error| self.broken(&error))
    }

    fn broken(&self, error: &serde_yaml::Error) -> Diagnostic {
        let raw = error.to_string();
        let message = format!("not YAML: {}", without_place(&raw));
        let at = self.place_of(error, &raw);
        let diagnostic = match at {
            Some(at) => Diagnostic::new(&BAD_YAML, message, self.path, self.span(rest_of_line(self.text, at))),
            None => Diagnostic::about_file(&BAD_YAML, message, self.path),
        };
        diagnostic.maybe_help(help_for(&raw).map(str::to_owned))
    }

    /// What is never closed is noticed at the end of all, but has to be mended where it begins.
    fn place_of(&self, error: &serde_yaml::Error, raw: &str) -> Option<usize> {
        let noticed = error.location().map(|location| self.text.floor_char_boundary(location.index()));
        let at_end = noticed.is_none_or(|at| self.text.get(at..).unwrap_or_default().trim().is_empty());
        let begun = if at_end { place_named_last(self.text, raw) } else { None };
        place_of_second_key(self.text, raw).or(begun).or(noticed)
    }

    /// The span in the file of a range of the YAML.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.start + range.start..self.start + range.end)
    }

    /// What is written at a span of the file, if that is in this YAML.
    fn file_text(&self, span: Span) -> Option<String> {
        let range = span.range();
        let text = self.text.get(range.start.checked_sub(self.start)?..range.end.checked_sub(self.start)?)?;
        Some(text.to_owned())
    }

    /// Where a key or value stands; the whole of the YAML when that cannot be told.
    pub(super) fn locate(&self, trail: &[Step<'_>], part: Part) -> Span {
        self.span(locate::locate(self.text, trail, part).unwrap_or(0..self.text.trim_end().len()))
    }
}

/// What to underline from `at` on: to the end of the line; where there is nothing, the character before.
fn rest_of_line(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim_end();
    if line.is_empty() {
        let before = text.get(..at).unwrap_or_default().trim_end();
        let start = before.char_indices().next_back().map_or(0, |(byte, _)| byte);
        return start..before.len();
    }
    at..at + line.len()
}

/// What mends the mistakes that people make most.
fn help_for(message: &str) -> Option<&'static str> {
    const HELP: [(&str, &str); 5] = [
        ("mapping values are not allowed", "put a text with `: ` in it between quotation marks"),
        (
            "cannot start any token",
            "indent with spaces, not tabs; put a text that begins with a sign between quotation marks",
        ),
        ("scanning a quoted scalar", "close the quotation mark"),
        ("parsing a flow", "close the list with `]`, the mapping with `}`"),
        ("duplicate entry", "remove one of the two"),
    ];
    HELP.iter().find(|(part, _)| message.contains(part)).map(|(_, help)| *help)
}

/// The second line that begins with a key which stands twice; the library tells where the mapping begins.
fn place_of_second_key(text: &str, message: &str) -> Option<usize> {
    let key = message.split_once("duplicate entry with key \"")?.1.split('"').next()?;
    let entry = |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
    let mut at = 0;
    let starts = text.split_inclusive('\n').filter_map(|line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        entry(line).then_some(start)
    });
    starts.collect::<Vec<_>>().get(1).copied()
}

/// The last place that a message names, as in “while scanning a quoted scalar at line 1 column 8”.
fn place_named_last(text: &str, message: &str) -> Option<usize> {
    let (line, column) = message.rsplit_once(" at line ")?.1.split_once(" column ")?;
    let line: usize = line.parse().ok()?;
    let column: usize = column.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()?;
    let before: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let start = text.get(before..)?.char_indices().nth(column.checked_sub(1)?)?.0;
    Some(before + start)
}

/// The library's message without the places that it names, which count from the top of the YAML.
fn without_place(message: &str) -> String {
    let is_digit = |character: char| character.is_ascii_digit();
    let mut parts = message.split(" at line ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(is_digit);
        kept.push_str(rest.strip_prefix(" column ").unwrap_or(rest).trim_start_matches(is_digit));
    }
    kept
}
