//! A clue whose opening words are not in the message that it is about, or belong to another clue.
//!
//! An error: the verdict marks and numbers those words, and there is nothing to mark.

use super::questions;
use crate::diagnostic::{Check, Diagnostic, Diagnostics, nearest};
use crate::parse::{Clue, Form, Place, Specimen};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::error("clue-not-in-specimen", "a clue does not open with words of the message that it is about");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let specimens = questions(page).filter_map(|question| match &question.form {
        Form::Specimen(specimen) => Some(specimen),
        _ => None,
    });
    let clues = specimens.flat_map(|specimen| specimen.clues.iter().map(move |clue| (specimen, clue)));
    clues.filter_map(|(specimen, clue)| report(page, specimen, clue)).collect()
}

fn report(page: &Page, specimen: &Specimen, clue: &Clue) -> Option<Diagnostic> {
    match clue.found {
        Place::At(_) => None,
        Place::Taken { clue: other } => Some(report_taken(page, clue, other + 1)),
        Place::Missing => Some(report_missing(page, specimen, clue)),
    }
}

fn report_taken(page: &Page, clue: &Clue, other: usize) -> Diagnostic {
    let message = format!("clue {other} marks these words of the message already");
    Diagnostic::new(&CHECK, message, &page.document.path, clue.quote_span)
        .help(format!("quote other words, or say both things in clue {other}"))
}

fn report_missing(page: &Page, specimen: &Specimen, clue: &Clue) -> Diagnostic {
    let path = &page.document.path;
    if clue.quote.trim().is_empty() {
        return Diagnostic::new(&CHECK, "this clue quotes nothing from the message", path, clue.span)
            .help("open it with words of the message in quotation marks: 1. “Dear friend” says …");
    }
    let message = page.document.plain_text(specimen.message.clone());
    let help = nearest_words(&clue.quote, &message).map(|words| format!("did you mean “{words}”?"));
    let text = format!("“{}” is not in the message", clue.quote);
    Diagnostic::new(&CHECK, text, path, clue.quote_span).maybe_help(help)
}

/// The run of as many words of `message` that is nearest in spelling to `quote`.
fn nearest_words(quote: &str, message: &str) -> Option<String> {
    let count = quote.split_whitespace().count().max(1);
    let words: Vec<&str> = message.split_whitespace().collect();
    let is_mark = |edge: char| !edge.is_alphanumeric();
    let runs: Vec<String> = words.windows(count).map(|run| run.join(" ").trim_matches(is_mark).to_owned()).collect();
    nearest(quote, runs.iter().map(String::as_str)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_words_of_the_message_are_offered() {
        let message = "Hi! I'd like to add you to my professional network.";
        assert_eq!(nearest_words("profesional network", message).as_deref(), Some("professional network"));
        assert_eq!(nearest_words("nothing of the kind", message), None);
    }
}
