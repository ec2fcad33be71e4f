//! A question that nobody can answer right.
//!
//! An error: it is shown as plain text, or counts against everybody who tries.

use super::questions;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{Form, Question};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::error("question-without-answer", "a question has no right answer");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    questions(page).filter_map(|question| report(page, question)).collect()
}

fn report(page: &Page, question: &Question) -> Option<Diagnostic> {
    let (message, help) = match &question.form {
        Form::Unanswerable { .. } => (
            "nothing in this question can be answered",
            "add a task list with the right option ticked, an ordered list to put in order, or do/don't rules to judge",
        ),
        Form::Choose { options } if !options.iter().any(|option| option.right) => {
            ("no option of this question is right", "tick what is right: `- [x] …`")
        }
        _ => return None,
    };
    let span = page.document.first_line(question.span);
    Some(Diagnostic::new(&CHECK, message, &page.document.path, span).help(help))
}
