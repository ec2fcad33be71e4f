//! What the tests share: projects written to a temporary folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A project in a temporary folder that goes with it.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A project of `files`: paths below the root, and texts.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { folder: TempDir::new().unwrap() };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The project's root, all links resolved.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// The file or folder `path` below the root.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        write(&self.at(path), text);
    }
}

/// Writes a file, with the folders above it.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The binary under test, ready for arguments; nothing of the caller's environment changes what it prints.
pub fn handbook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE").env("LC_ALL", "C.UTF-8");
    command
}
