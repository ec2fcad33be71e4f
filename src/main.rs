//! The `handbook` command: see [`handbook::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    handbook::cli::run(std::env::args_os())
}
