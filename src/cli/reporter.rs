//! Shows what a run has found, in the format that was asked for, and its closing line.

use std::time::Duration;

use super::args::Format;
use super::console;
use super::report::{Look, Paint, human, json};
use super::timings::Timings;
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::Sources;

/// How this run tells of itself.
pub(super) struct Reporter {
    format: Format,
    look: Look,
}

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    errors: usize,
    warnings: usize,
}

impl Reporter {
    /// A reporter in `format`.
    pub(super) fn new(format: Format) -> Self {
        Self { format, look: console::look() }
    }

    /// Whether `format` was asked for.
    pub(super) fn is_for(&self, format: Format) -> bool {
        self.format == format
    }

    /// Shows all of `diagnostics`: for people on standard error, for programs on standard output.
    pub(super) fn show(&self, diagnostics: &Diagnostics, sources: &Sources) {
        match self.format {
            Format::Human => {
                console::tell(&diagnostics.iter().map(|found| human(found, sources, self.look)).collect::<String>());
            }
            Format::Json => console::print(&diagnostics.iter().map(|found| json(found, sources)).collect::<String>()),
        }
    }

    /// Says a line to people.
    pub(super) fn say(&self, line: &str) {
        if self.format == Format::Human {
            console::tell(&format!("{line}\n"));
        }
    }

    /// Says a line to people that something went wrong.
    pub(super) fn say_error(&self, line: &str) {
        self.say(&format!("{}: {line}", self.look.paint(Paint::Error, "error")));
    }

    /// Says a line to people that they should know.
    pub(super) fn note(&self, line: &str) {
        self.say(&format!("{}: {line}", self.look.paint(Paint::Help, "note")));
    }

    /// Tells how long each stage took.
    pub(super) fn timings(&self, timings: &Timings) {
        match self.format {
            Format::Human => console::tell(&timings.table()),
            Format::Json => console::print(&timings.json()),
        }
    }
}

impl Tally {
    /// Counts `diagnostics`.
    pub(super) fn of(diagnostics: &Diagnostics) -> Self {
        let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        Self { errors, warnings: diagnostics.len() - errors }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.errors, self.warnings) {
            (0, 0) => formatter.write_str("nothing to report"),
            (0, warnings) => formatter.write_str(&count(warnings, "warning")),
            (errors, 0) => formatter.write_str(&count(errors, "error")),
            (errors, warnings) => write!(formatter, "{} and {}", count(errors, "error"), count(warnings, "warning")),
        }
    }
}

/// `1 page`, `2 pages`
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// `0.84 s`, `12 ms`
pub(super) fn seconds(time: Duration) -> String {
    if time < Duration::from_millis(100) {
        format!("{} ms", time.as_millis().max(1))
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_times_read_as_a_person_says_them() {
        assert_eq!(Tally { errors: 1, warnings: 2 }.to_string(), "1 error and 2 warnings");
        assert_eq!(Tally::default().to_string(), "nothing to report");
        assert_eq!(seconds(Duration::from_millis(840)), "0.84 s");
        assert_eq!(seconds(Duration::from_micros(5)), "1 ms");
    }
}
