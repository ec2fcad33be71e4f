//! A new folder that does not stand where an old one was just removed.
//!
//! ext4 puts a file near its folder, and a folder near the one above. Without a journal it also passes over every inode
//! near there that was freed in the last minutes, one after another, for each new file: beside ten thousand pages that
//! were just removed, a build of as many took three times as long. Folders that stand below a top of directories
//! (chattr's `T`) are put where few others are instead, so the folder is made below one, and taken out of it.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::destination::Place;

/// What the name of the folder begins with that a new one is made in, after the place's prefix.
pub(super) const TOP: &str = "top-";

/// Makes `folder`, which lies in `place`: where the file system knows how, away from what is around it.
///
/// # Errors
/// When it cannot be made.
pub(super) fn create_dir(folder: &Path, place: &Place) -> io::Result<()> {
    // ext4 begins to look where a hash of the name says: a name that was never there leads elsewhere than the last.
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let top = place.folder.join(format!("{}{TOP}{}", place.prefix, now.as_nanos()));
    let made = fs::create_dir(&top).and_then(|()| take_from(&top, folder));
    clear(&top);
    made.or_else(|_| fs::create_dir(folder))
}

#[cfg(target_os = "linux")]
fn take_from(top: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{IFlags, ioctl_getflags, ioctl_setflags};
    let opened = fs::File::open(top)?;
    ioctl_setflags(&opened, ioctl_getflags(&opened)? | IFlags::TOPDIR)?;
    let inner = top.join(inner_name(top));
    fs::create_dir(&inner)?;
    fs::rename(inner, folder)
}

#[cfg(not(target_os = "linux"))]
fn take_from(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Removes `top` and what a killed build left in it: an empty folder. Whatever else there is stays.
pub(super) fn clear(top: &Path) {
    let _ = fs::remove_dir(top.join(inner_name(top)));
    let _ = fs::remove_dir(top);
}

/// The name of the folder below `top`: the same, so that it is as new.
fn inner_name(top: &Path) -> &OsStr {
    top.file_name().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(folder: &Path) -> Place {
        Place { folder: folder.to_owned(), prefix: ".site.handbook-".to_owned(), fixed: None }
    }

    #[test]
    fn a_folder_is_made_and_nothing_else_is_left() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("new");
        create_dir(&folder, &place(above.path())).unwrap();
        fs::remove_dir(&folder).unwrap();
        assert!(fs::read_dir(above.path()).unwrap().next().is_none());
    }

    #[test]
    fn a_folder_that_exists_is_an_error() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("new");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("file"), "mine").unwrap();
        let error = create_dir(&folder, &place(above.path())).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_dir(above.path()).unwrap().count(), 1);
    }
}
