//! A question that nobody can answer right.
//!
//! An error: it is shown as plain text, or counts against everybody who tries.

use super::questions;
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{Form, Fragment, NodeKind, Question};
use crate::plan::{Page, Site};

pub(super) static CHECK: Check = Check::error("question-without-answer", "a question has no right answer");

pub(super) fn look(_: &Site, page: &Page) -> Diagnostics {
    questions(page).filter_map(|question| report(page, question)).collect()
}

fn report(page: &Page, question: &Question) -> Option<Diagnostic> {
    let (message, help) = match &question.form {
        Form::Unanswerable { content } if quotes(page, content) => {
            let help = "right after the quoted message, begin a paragraph with **Do** or **Don't**, alone in bold";
            ("this specimen has no verdict", help)
        }
        Form::Unanswerable { .. } => (
            "nothing in this question can be answered",
            "add a task list with what is right ticked, a numbered list to put in order, do/don't rules to judge, \
             or a quoted message with a verdict",
        ),
        Form::Choose { options } if !options.iter().any(|option| option.right) => {
            ("no option of this question is right", "tick what is right: `- [x] …`")
        }
        _ => return None,
    };
    let span = page.document.first_line(question.span);
    Some(Diagnostic::new(&CHECK, message, &page.document.path, span).help(help))
}

/// Whether a message is quoted in `content`.
fn quotes(page: &Page, content: &Fragment) -> bool {
    let tree = &page.document.tree;
    tree.siblings(content.rest.clone())
        .any(|id| matches!(tree.node(id).kind, NodeKind::BlockQuote | NodeKind::Alert(_)))
}
