//! Keeps two builds out of one folder: a file that is locked as long as a build runs. The system lets go of
//! the lock when the process ends, however it ends.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;

use super::WriteError;
use super::destination::{Destination, Place};
use crate::load::IoError;

/// The right to write to an output folder, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock.
    ///
    /// # Errors
    /// When another build has it, or its file cannot be made.
    pub(super) fn take(destination: &Destination, place: &Place) -> Result<Self, WriteError> {
        let path = place.folder.join(format!("{}lock", place.prefix));
        loop {
            let file =
                File::options().create(true).truncate(false).write(true).open(&path).map_err(IoError::at(&path))?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => {
                    return Err(destination
                        .refused("another build is writing to it")
                        .help("wait until it is done, or name another folder with --out"));
                }
                // Ours, unless the last owner removed the file between our opening and locking it. File systems
                // without locks (some network shares) refuse with another error: better an unlocked build than none.
                Ok(()) | Err(TryLockError::Error(_)) => {
                    if is_same(&file, &path) {
                        return Ok(Self { path, _file: file });
                    }
                }
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path); // one that stays is taken over by the next build
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let there = fs::metadata(path).map(identity);
    file.metadata().map(identity).is_ok_and(|ours| there.is_ok_and(|there| there == ours))
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &std::path::Path) -> bool {
    true
}
