//! Disk and bundle -> [`Sources`]: every file of the project, read once, with a path, a role and a text.
//! Nothing is understood here; what cannot be read becomes a diagnostic that names the path.

mod bundled;
mod error;
mod misplaced;
mod passed_over;
mod picture;
mod read;
mod readers;
mod source;
mod walk;

use std::fs;
use std::path::PathBuf;

pub use bundled::{StarterFile, starter_files};
pub use error::IoError;
pub use passed_over::is_passed_over;
pub use source::{Body, PictureSize, Role, SourceFile, Sources, Stamp};

use crate::diagnostic::{Check, Diagnostics};

/// What can go wrong while reading.
pub const CHECKS: &[&Check] = &[&NOT_UTF8, &UNREADABLE, &LINK_LEAVES_ROOT, &misplaced::CHECK];

/// Text that is not UTF-8.
pub static NOT_UTF8: Check =
    Check::error("not-utf8", "a page, a setting, a theme's text or a file's name is not UTF-8");
/// What the system refuses to give.
pub static UNREADABLE: Check = Check::error("unreadable", "a file or folder cannot be read, or vanished while it was");
/// A way out of the project.
pub static LINK_LEAVES_ROOT: Check = Check::error("link-leaves-root", "a symbolic link leads out of the project");

/// Where a project is.
#[derive(Clone, Debug)]
pub struct Roots {
    /// The folder that holds `content/` and perhaps `themes/`.
    pub root: PathBuf,
}

/// Reads a project: `content/` and `themes/`, laid over the themes that the binary carries.
///
/// # Errors
/// When the root or its `content/` is missing or cannot be read as a whole. Everything smaller is a diagnostic.
pub fn load(roots: &Roots) -> Result<(Sources, Diagnostics), IoError> {
    load_again(roots, &Sources::default())
}

/// The same, with the bodies of files that have not changed shared with those of `before`.
///
/// # Errors
/// As [`load`].
pub fn load_again(roots: &Roots, before: &Sources) -> Result<(Sources, Diagnostics), IoError> {
    let root = roots.root.canonicalize().map_err(IoError::at(&roots.root))?;
    let content = roots.root.join("content");
    fs::read_dir(&content).map_err(IoError::at(&content))?;

    let (walk, read) = readers::read_found(before, |found| {
        let mut walk = walk::Walk::new(&root, found);
        walk.top("content");
        if root.join("themes").symlink_metadata().is_ok() {
            walk.top("themes");
        }
        walk.finish()
    });

    let bundled = bundled::theme_files(before);
    let sources = Sources::new(bundled.into_iter().chain(read.files)).with_linked_folders(walk.linked);
    let faults = read.faults.into_iter().chain(misplaced::look(&root));
    let diagnostics = walk.diagnostics.into_iter().chain(faults).collect();
    Ok((sources, diagnostics))
}
