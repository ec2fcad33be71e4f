//! Walks the project's folders.
use std::path::{Path, PathBuf};

use super::Sources;
use crate::diagnostic::Diagnostics;

/// Where a project is.
#[derive(Clone, Debug)]
pub struct Roots {
    /// The folder that holds `content/` and perhaps `themes/`.
    pub root: PathBuf,
}

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

/// Reads a project.
pub fn load(_roots: &Roots) -> Result<(Sources, Diagnostics), IoError> {
    todo!()
}
/// Reads it again.
pub fn load_again(_roots: &Roots, _before: &Sources) -> Result<(Sources, Diagnostics), IoError> {
    todo!()
}
