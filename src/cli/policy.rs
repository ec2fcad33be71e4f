//! How severe each check is in this run: what the command line says goes before what `checks:` in
//! content/handbook.yaml says, and that before what the check says of itself.

use super::Failure;
use crate::checks;
use crate::diagnostic::{Check, Diagnostic, Diagnostics, Severity, nearest};
use crate::parse::Config;

/// What the command line says of checks.
#[derive(Debug, Default)]
pub(super) struct Policy {
    warn: Vec<String>,
    allow: Vec<String>,
}

impl Policy {
    /// A policy in which checks of `warn` only warn and those of `allow` are off.
    ///
    /// # Errors
    /// When one of them does not exist.
    pub(super) fn new(warn: &[String], allow: &[String]) -> Result<Self, Failure> {
        let unknown = warn.iter().chain(allow).find(|code| !exists(code));
        match unknown {
            Some(code) => Err(Failure::new(format!("there is no check `{code}`")).help(help_for(code))),
            None => Ok(Self { warn: warn.to_vec(), allow: allow.to_vec() }),
        }
    }

    /// `diagnostics` with their severity in this run, without those that are off.
    pub(super) fn apply(&self, config: &Config, diagnostics: Diagnostics) -> Diagnostics {
        let judge = |mut diagnostic: Diagnostic| {
            diagnostic.severity = self.severity(config, diagnostic.check)?;
            Some(diagnostic)
        };
        diagnostics.into_iter().filter_map(judge).collect()
    }

    /// The severity of `check` in this run; `None` when it is off.
    fn severity(&self, config: &Config, check: &Check) -> Option<Severity> {
        let is_named = |codes: &[String]| codes.iter().any(|code| code == check.code);
        if is_named(&self.allow) {
            return None;
        }
        if is_named(&self.warn) {
            return Some(Severity::Warning);
        }
        let for_good = config.checks.iter().rev().find(|(code, _)| code.value == check.code);
        for_good.map_or(Some(check.severity), |(_, severity)| *severity)
    }
}

fn exists(code: &str) -> bool {
    checks().any(|check| check.code == code)
}

fn help_for(code: &str) -> String {
    nearest(code, checks().map(|check| check.code)).map_or_else(
        || "`handbook check --list` prints all of them".to_owned(),
        |nearest| format!("did you mean `{nearest}`?"),
    )
}
