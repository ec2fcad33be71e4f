//! `handbook init`: a small handbook to start from. Nothing that is there already is changed or replaced.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use super::args::InitArguments;
use super::{Failure, Status, console};
use crate::load::{IoError, starter_files};

/// Runs `handbook init`.
///
/// # Errors
/// When the folder holds a handbook already, or the system refuses to write.
pub(super) fn run(arguments: &InitArguments) -> Result<Status, Failure> {
    let folder = &arguments.folder;
    let content = folder.join("content");
    let is_empty = fs::read_dir(&content).is_ok_and(|mut entries| entries.next().is_none());
    if content.symlink_metadata().is_ok() && !is_empty {
        let message = format!("{} exists already; nothing was written", content.display());
        return Err(Failure::new(message).help("name another folder: handbook init NAME"));
    }
    let mut written = 0;
    for file in starter_files() {
        let path = folder.join(file.path.as_str());
        if path.symlink_metadata().is_err() {
            write_new(&path, &file.bytes)?;
            written += 1;
        }
    }
    console::print(&next_steps(folder, written));
    Ok(Status::Fine)
}

/// Writes a file that does not exist yet.
fn write_new(path: &Path, bytes: &[u8]) -> Result<(), IoError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(IoError::at(folder))?;
    }
    File::create_new(path).and_then(|mut file| file.write_all(bytes)).map_err(IoError::at(path))
}

fn next_steps(folder: &Path, count: usize) -> String {
    let enter = if folder == Path::new(".") { String::new() } else { format!("  cd {}\n", folder.display()) };
    format!(
        "wrote {count} files to {}\n\nnext:\n{enter}  handbook serve     read it in the browser while you write\n  \
         handbook build     make the site in public/\n",
        folder.display()
    )
}
