//! `handbook build`: the site in a folder, or the reasons why not.

use std::path::{Path, PathBuf};

use super::args::{BuildArguments, Format};
use super::pipeline::{self, Handbook};
use super::progress::Progress;
use super::reporter::{Reporter, Tally, count, seconds};
use super::timings::Timings;
use super::{Failure, Status};
use crate::write::{Changes, Destination, WriteError, write};

/// Runs `handbook build`.
///
/// # Errors
/// On bad usage, or when the system does not let the handbook be read or the site be written.
pub(super) fn run(arguments: &BuildArguments) -> Result<Status, Failure> {
    let mut timings = Timings::start();
    let reporter = Reporter::new(arguments.run.format);
    let policy = pipeline::policy(&arguments.project)?;
    pipeline::use_threads(&arguments.run)?;
    let roots = pipeline::roots(&arguments.project);
    let out = arguments.out.clone().unwrap_or_else(|| default_out(&roots.root));

    let destination = Destination::new(&roots, &out, arguments.in_place)?;
    let handbook = pipeline::understand(&roots, &policy, &mut timings)
        .map_err(|error| pipeline::cannot_load(error, &roots.root))?;
    reporter.show(&handbook.diagnostics, &handbook.site.sources);
    let status = if handbook.has_errors() {
        reporter.say_error(&failed(&Tally::of(&handbook.diagnostics), &out));
        Status::HasErrors
    } else {
        publish(&handbook, &destination, &reporter, &mut timings)?
    };
    if arguments.run.timings {
        reporter.timings(&timings);
    }
    std::mem::forget(handbook); // the process ends: no need to give its memory back piece by piece
    Ok(status)
}

fn publish(
    handbook: &Handbook,
    destination: &Destination,
    reporter: &Reporter,
    timings: &mut Timings,
) -> Result<Status, Failure> {
    let progress = Progress::new(handbook.outputs.len(), reporter.is_for(Format::Human));
    let made = || progress.step();
    let written = timings.stage("write", || write(&handbook.site, &handbook.outputs, destination, &made));
    progress.end();
    match written {
        Ok(changes) => {
            tell_of(&changes, handbook, destination.shown(), reporter, timings);
            Ok(Status::Fine)
        }
        Err(WriteError::Content(mut diagnostics)) => {
            crate::diagnostic::sort(&mut diagnostics);
            reporter.show(&diagnostics, &handbook.site.sources);
            reporter.say_error(&failed(&Tally::of(&diagnostics), destination.shown()));
            Ok(Status::HasErrors)
        }
        Err(error) => Err(error.into()),
    }
}

fn default_out(root: &Path) -> PathBuf {
    if root == Path::new(".") { PathBuf::from("public") } else { root.join("public") }
}

fn failed(tally: &Tally, out: &Path) -> String {
    let rest = if out.exists() { format!("{} is as it was", out.display()) } else { "nothing was written".to_owned() };
    format!("{tally}; {rest}")
}

fn tell_of(changes: &Changes, handbook: &Handbook, out: &Path, reporter: &Reporter, timings: &Timings) {
    if let Some(reason) = &changes.in_place {
        reporter.note(&format!("{} was updated file by file: {reason}", out.display()));
    }
    if let Some(left) = &changes.left {
        reporter.note(&format!("files that appeared in {} meanwhile are in {}", out.display(), left.display()));
    }
    let warnings = match handbook.diagnostics.len() {
        0 => String::new(),
        warnings => format!(" with {}", count(warnings, "warning")),
    };
    reporter.say(&format!(
        "built {}{warnings} in {}: {} in {}{}",
        count(handbook.page_count(), "page"),
        seconds(timings.total()),
        count(changes.written + changes.unchanged, "file"),
        out.display(),
        what_changed(changes),
    ));
}

fn what_changed(changes: &Changes) -> String {
    let Changes { written, unchanged, removed, .. } = *changes;
    match (written, unchanged, removed) {
        (0, _, 0) => ", nothing changed".to_owned(),
        (_, 0, 0) => String::new(),
        (written, _, 0) => format!(", {written} of them new or changed"),
        (written, _, removed) => format!(", {written} of them new or changed, {removed} removed"),
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused { folder, reason, help } => {
                let message = format!("cannot write the site to {}: {reason}", folder.display());
                Self { message, help }
            }
            WriteError::Io(error) => Self::new(format!("cannot write the site: {error}")),
            WriteError::Content(diagnostics) => Self::new(count(diagnostics.len(), "error")),
        }
    }
}
