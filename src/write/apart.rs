//! A new folder that does not stand where an old one was just removed.
//!
//! ext4 puts a file near its folder, and a folder near the one above. Without a journal it also passes over every inode
//! near there that was freed in the last minutes, one after another, for each new file: beside ten thousand pages that were just
//! removed, a build of as many took three times as long. Folders that stand below a top of directories (chattr's `T`) are
//! put where few others are instead, so the staging folder is made below one, and taken out of it.

use std::fs;
use std::io;
use std::path::Path;

/// What the name of the folder begins with that a new one is made in, after the place's prefix.
pub(super) const TOP: &str = "top-";

/// Makes `folder`, where the file system knows how away from what is around it; `top` does not exist yet.
///
/// # Errors
/// When it cannot be made.
pub(super) fn create_dir(folder: &Path, top: &Path) -> io::Result<()> {
    let made = fs::create_dir(top).and_then(|()| take_from(top, folder));
    clear(top);
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

/// ext4 begins to look for a place where the name's hash says, so it is as new as that of `top`.
fn inner_name(top: &Path) -> &std::ffi::OsStr {
    top.file_name().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_and_nothing_else_is_left() {
        let place = tempfile::tempdir().unwrap();
        let (folder, top) = (place.path().join("new"), place.path().join("top-1"));
        create_dir(&folder, &top).unwrap();
        fs::remove_dir(&folder).unwrap();
        assert!(fs::read_dir(place.path()).unwrap().next().is_none());
    }

    #[test]
    fn a_folder_that_exists_is_an_error() {
        let place = tempfile::tempdir().unwrap();
        let (folder, top) = (place.path().join("new"), place.path().join("top-1"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("file"), "mine").unwrap();
        assert_eq!(create_dir(&folder, &top).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
