//! `checks:` in handbook.yaml names a check that there is none of.
//!
//! An error: what its author wanted of that check does not happen.

use super::{CHECKS, did_you_mean};
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::path::SourcePath;
use crate::plan::Site;
use crate::{load, parse, plan, render};

pub(super) static CHECK: Check = Check::error("unknown-check", "`checks:` names a check that does not exist");

pub(super) fn look(site: &Site) -> Diagnostics {
    let unknown = site.config.checks.iter().filter(|(code, _)| !codes().any(|known| known == code.value));
    unknown
        .map(|(code, _)| {
            let message = format!("there is no check `{}`", code.value);
            let help = did_you_mean(&code.value, codes());
            Diagnostic::new(&CHECK, message, &SourcePath::new("content/handbook.yaml"), code.span)
                .help(help.unwrap_or_else(|| "`handbook check --list` prints all of them".to_owned()))
        })
        .collect()
}

fn codes() -> impl Iterator<Item = &'static str> {
    [load::CHECKS, parse::CHECKS, plan::CHECKS, render::CHECKS, CHECKS].into_iter().flatten().map(|check| check.code)
}
