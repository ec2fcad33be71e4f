//! Disk and bundle -> [`Sources`]: every file of the project, read once, with a path, a role and a text.
//! Nothing is understood here; what cannot be read becomes a diagnostic that names the path.

mod bundled;
mod source;
mod walk;

pub use bundled::starter_files;
pub use source::{Body, Role, SourceFile, Sources, Stamp};
pub use walk::{IoError, Roots, load, load_again};

use crate::diagnostic::Check;

/// What can go wrong while reading.
pub const CHECKS: &[&Check] = &[&NOT_UTF8, &UNREADABLE, &LINK_LEAVES_ROOT];

/// See the description in the check itself, here and below.
pub static NOT_UTF8: Check = Check::error("not-utf8", "a page, a setting or a theme's text file is not UTF-8");
pub static UNREADABLE: Check = Check::error("unreadable", "a file or folder cannot be read, or vanished while it was");
pub static LINK_LEAVES_ROOT: Check = Check::error("link-leaves-root", "a symbolic link leads out of the project");
