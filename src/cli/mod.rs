//! The shell: arguments, printing, serving, watching. The only place that prints or exits.

mod args;
mod build;
mod check;
mod console;
mod failure;
mod init;
mod pipeline;
mod policy;
mod progress;
mod report;
mod reporter;
mod serve;
mod timings;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command};
use failure::Failure;

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// The content is fine, perhaps with warnings.
    Fine,
    /// The content has errors.
    HasErrors,
}

/// Runs the command that `arguments` (the program's name first) ask for.
///
/// The exit status is 0 when all is well, 1 when the content has errors, 2 on bad usage or when a file cannot
/// be read or written.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print(); // a reader that has gone is no failure
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match dispatch(&arguments.command) {
        Ok(Status::Fine) => ExitCode::SUCCESS,
        Ok(Status::HasErrors) => ExitCode::from(1),
        Err(failure) => {
            console::fail(&failure);
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Build(arguments) => build::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Init(arguments) => init::run(arguments),
    }
}
