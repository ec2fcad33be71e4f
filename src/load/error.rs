//! [`IoError`]: what stops a command, as a path and what the system said of it.

use std::path::{Path, PathBuf};

/// What stops a command: a path and what the system said of it.
#[derive(Debug)]
pub struct IoError {
    /// The path.
    pub path: PathBuf,
    /// What was wrong.
    pub source: std::io::Error,
}

impl IoError {
    /// An error at `path`.
    pub fn new(path: &Path, source: std::io::Error) -> Self {
        Self { path: path.to_owned(), source }
    }

    /// Turns the error of an operation on `path` into one that names it: `.map_err(IoError::at(path))`.
    pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::new(path, source)
    }
}

impl std::fmt::Display for IoError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for IoError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
