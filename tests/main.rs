//! The test suite, one binary: what crosses stages, or holds for the source as a whole. What one
//! module promises alone is tested beside it.

mod tidy;
