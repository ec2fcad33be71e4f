//! The test suite, one binary: what crosses stages, or holds for the source as a whole. What one
//! module promises alone is tested beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod bundled;
mod cli;
mod corpus;
mod determinism;
mod diagnostics;
mod fixture;
mod fuzz;
mod html;
mod kill;
mod load;
mod paper;
mod serve;
mod sites;
mod support;
mod theme;
mod tidy;
mod tree;
mod typos;
mod write;
mod xss;
