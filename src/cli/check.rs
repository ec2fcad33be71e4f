//! `handbook check`: every diagnostic, and nothing written.

use super::args::CheckArguments;
use super::pipeline::{self, Handbook};
use super::reporter::{Reporter, Tally, count, seconds};
use super::timings::Timings;
use super::{Failure, Status, console};
use crate::checks;
use crate::diagnostic::{self, Check};

/// Runs `handbook check`.
///
/// # Errors
/// On bad usage, or when the handbook cannot be read as a whole.
pub(super) fn run(arguments: &CheckArguments) -> Result<Status, Failure> {
    if arguments.list {
        console::print(&list());
        return Ok(Status::Fine);
    }
    let mut timings = Timings::start();
    let reporter = Reporter::new(arguments.run.format);
    let policy = pipeline::policy(&arguments.project)?;
    pipeline::use_threads(&arguments.run)?;
    let roots = pipeline::roots(&arguments.project);
    let mut handbook = pipeline::understand(&roots, &policy, &mut timings)
        .map_err(|error| pipeline::cannot_load(error, &roots.root))?;
    let faults = timings.stage("outputs", || handbook.faults_of_outputs());
    handbook.diagnostics.extend(faults);
    diagnostic::sort(&mut handbook.diagnostics);
    reporter.show(&handbook.diagnostics, &handbook.site.sources);
    let status = close(&handbook, &reporter, &timings);
    if arguments.run.timings {
        reporter.timings(&timings);
    }
    std::mem::forget(handbook); // the process ends: no need to give its memory back piece by piece
    Ok(status)
}

fn close(handbook: &Handbook, reporter: &Reporter, timings: &Timings) -> Status {
    let tally = Tally::of(&handbook.diagnostics);
    let pages = count(handbook.page_count(), "page");
    let line = format!("{tally} in {pages}, checked in {}", seconds(timings.total()));
    if handbook.has_errors() {
        reporter.say_error(&line);
        Status::HasErrors
    } else {
        reporter.say(&line);
        Status::Fine
    }
}

/// Every check, sorted by code: its code, its severity, what it looks for.
fn list() -> String {
    let mut checks: Vec<&Check> = checks().collect();
    checks.sort_by_key(|check| check.code);
    let width = checks.iter().map(|check| check.code.len()).max().unwrap_or_default();
    let line = |check: &&Check| format!("{:width$}  {:7}  {}\n", check.code, check.severity.as_str(), check.about);
    checks.iter().map(line).collect()
}
