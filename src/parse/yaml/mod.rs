//! YAML in a file -> values with their places. `serde_yaml` reads it once; where something stands is found
//! again only when it has to be told ([`locate`]), because nearly all YAML is right.

mod fields;
mod locate;

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
        serde_yaml::from_str(self.text).map_err(|error| self.broken(&error))
    }

    fn broken(&self, error: &serde_yaml::Error) -> Diagnostic {
        let at = error.location().map(|location| self.text.floor_char_boundary(location.index()));
        let message = format!("not YAML: {}", without_place(&error.to_string()));
        match at {
            Some(at) => Diagnostic::new(&BAD_YAML, message, self.path, self.span(rest_of_line(self.text, at))),
            None => Diagnostic::about_file(&BAD_YAML, message, self.path),
        }
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

/// What to underline from `at` on: to the end of the line, at least the character before when there is nothing.
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

/// The library's message without the place that it names, which counts from the top of the YAML.
fn without_place(message: &str) -> String {
    let mut kept = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(" at line ") {
        kept.push_str(before);
        let after = after.trim_start_matches(|character: char| character.is_ascii_digit());
        let after = after.strip_prefix(" column ").unwrap_or(after);
        rest = after.trim_start_matches(|character: char| character.is_ascii_digit());
    }
    kept.push_str(rest);
    kept
}
