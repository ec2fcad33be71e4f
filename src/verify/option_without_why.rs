//! An option of a question that does not say why it is right or wrong.
//!
//! A warning: the question works, but the why is what its reader learns from.

use super::questions;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{Choice, Form};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check =
    Check::warning("option-without-why", "an option does not say why it is right or wrong");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    let options = questions(page).flat_map(|question| match &question.form {
        Form::Choose { options } => options.as_slice(),
        _ => &[],
    });
    // One without words has a report of its own.
    let written = options.filter(|option| !option.label.is_empty());
    written.filter(|option| option.why.is_empty()).map(|option| report(page, option)).collect()
}

fn report(page: &Page, option: &Choice) -> Diagnostic {
    let which = if option.right { "right" } else { "wrong" };
    let message = format!("this option does not say why it is {which}");
    Diagnostic::new(&CHECK, message, &page.document.path, page.document.first_line(option.span))
        .help("write the why on the next line, indented like the option's text")
}
