//! A question that leaves nothing to choose.
//!
//! A warning: it works, but whoever reads it has answered it.

use super::questions;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{Form, Question};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::warning("question-with-one-option", "a question has a single option, or a single step to put in order");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    questions(page).filter_map(|question| report(page, question)).collect()
}

fn report(page: &Page, question: &Question) -> Option<Diagnostic> {
    let (message, help) = match &question.form {
        Form::Choose { options } if options.len() == 1 => {
            ("there is one option to choose from", "add what a reader might do instead")
        }
        Form::Order { steps } if steps.len() == 1 => ("there is one step to put in order", "add the steps around it"),
        _ => return None,
    };
    let span = page.document.first_line(question.span);
    Some(Diagnostic::new(&CHECK, message, &page.document.path, span).help(help))
}
