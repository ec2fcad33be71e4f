//! `handbook check`: every diagnostic, and nothing written.

use super::args::CheckArguments;
use super::{Failure, Status, console};
use crate::checks;

/// Runs `handbook check`.
///
/// # Errors
/// On bad usage, or when the handbook cannot be read as a whole.
pub(super) fn run(arguments: &CheckArguments) -> Result<Status, Failure> {
    if arguments.list {
        console::print(&list());
        return Ok(Status::Fine);
    }
    Err(Failure::new("not there yet"))
}

/// Every check, sorted by code: its code, its severity, what it looks for.
fn list() -> String {
    let mut checks: Vec<_> = checks().collect();
    checks.sort_by_key(|check| check.code);
    let width = checks.iter().map(|check| check.code.len()).max().unwrap_or_default();
    let line = |check: &&crate::diagnostic::Check| {
        format!("{:width$}  {:7}  {}\n", check.code, check.severity.as_str(), check.about)
    };
    checks.iter().map(line).collect()
}
