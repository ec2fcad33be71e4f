//! `handbook` turns a folder of Markdown into a static site that people use: guidance, do/don't rules that are also a
//! quiz, and checklists that work on screen and on paper.
//!
//! # The pipeline
//!
//! The stages' names sort in the order they run; each has a type of its own and one function of its name.
//!
//! 1. [`load`](load::load): disk and bundle -> [`Sources`](load::Sources), files with a path, a role and a text.
//! 2. [`parse`](parse::parse): -> [`Documents`](parse::Documents), one file at a time and in parallel: front matter,
//!    the Markdown tree, the blocks that have a meaning here.
//! 3. [`plan`](plan::plan): -> [`Site`](plan::Site), all that crosses pages: addresses, navigation, links, topics.
//! 4. [`verify`](verify::verify): -> [`Diagnostics`](diagnostic::Diagnostics), one file a check.
//! 5. [`render`](render::render): -> [`Outputs`](render::Outputs), a table of path -> how to make its bytes. Nothing is
//!    made until it is asked for: `build` asks for everything in parallel, `serve` for the page that a browser wants.
//! 6. [`write`](write::write): -> a folder on disk, swapped in whole.
//!
//! [`cli`] is the shell around them.
//!
//! # What holds everywhere
//!
//! - Only `load`, `write` and `cli` touch the disk, the clock, the network or the environment; only `cli` prints or exits.
//! - What an author got wrong is data, not an error: every stage returns diagnostics and goes on. Only I/O fails.
//! - A stage imports earlier stages, [`diagnostic`], [`path`] and `threads` only. `tests/tidy.rs` holds it so.
//! - pulldown-cmark and YAML are known to `parse` only, Tera to `render`, notify and axum to `cli`.
//! - The same input gives the same bytes, whatever the number of threads.

pub mod cli;
pub mod diagnostic;
pub mod load;
pub mod parse;
pub mod path;
pub mod plan;
pub mod render;
mod threads;
pub mod verify;
pub mod write;

/// Everything that is looked for in a handbook: what `handbook check --list` prints.
pub fn checks() -> impl Iterator<Item = &'static diagnostic::Check> {
    [load::CHECKS, parse::CHECKS, plan::CHECKS, render::CHECKS, verify::CHECKS].into_iter().flatten().copied()
}
