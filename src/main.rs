//! The `handbook` command: see [`handbook::cli`].

use std::process::ExitCode;

/// A build makes millions of small things on several threads; the system's allocator takes a tenth longer for them, in as
/// much memory (`tests/bench`). It is not built for Microsoft's tools.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    handbook::cli::run(std::env::args_os())
}
