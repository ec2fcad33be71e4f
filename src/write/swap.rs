//! Completes the staging folder with the unchanged files of the old site, as links to them, and exchanges the two
//! folders in one step.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::destination::Destination;
use super::marker::{self, Manifest};
use super::stage::{OldSite, Staged, Staging, copy};
use crate::load::IoError;
use crate::path::OutPath;

/// What came of it.
#[derive(Debug)]
pub(super) enum Swapped {
    /// The new site is in its place. Files of others that had appeared in the old one were left in this folder.
    Done(Option<PathBuf>),
    /// The system does not rename this folder; nothing has changed.
    Fixed(io::Error),
}

/// Puts the staged site in the place of the old one.
///
/// # Errors
/// When the system refuses; the old site is as it was.
pub(super) fn swap(
    destination: &Destination,
    old: Option<&OldSite>,
    staging: &Staging,
    staged: &Staged,
) -> Result<Swapped, IoError> {
    if let Some(old) = old {
        link_unchanged(old, staging, staged)?;
        if let Ok(metadata) = fs::metadata(&old.folder) {
            let _ = fs::set_permissions(staging.folder(), metadata.permissions()); // as the host set them
        }
    }
    let folder = destination.folder();
    marker::write(staging.folder(), &staged.manifest()).map_err(IoError::at(staging.folder()))?;
    let replaced = match old {
        Some(_) => exchange(staging.folder(), folder).map(Some),
        None => fs::rename(staging.folder(), folder).map(|()| None), // over nothing, or an empty folder
    };
    match (replaced, old) {
        (Ok(Some(aside)), Some(old)) => Ok(Swapped::Done(remove_site(&aside, &old.manifest))),
        (Ok(_), _) => Ok(Swapped::Done(None)),
        (Err(error), _) if is_fixed(&error) => Ok(Swapped::Fixed(error)),
        (Err(error), _) => Err(IoError::new(folder, error)),
    }
}

/// Whether `error` says that a folder cannot be renamed because something is mounted there.
fn is_fixed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices)
}

fn link_unchanged(old: &OldSite, staging: &Staging, staged: &Staged) -> Result<(), IoError> {
    let unchanged = staged.files.par_iter().filter(|file| !file.is_new);
    unchanged.try_for_each(|file| link(&old.folder.join(file.entry.path.as_str()), &file.entry.path, staging))
}

/// The same file under a second name; where the file system has no links, a copy with its time.
fn link(source: &Path, path: &OutPath, staging: &Staging) -> Result<(), IoError> {
    staging.put(path, |target| match fs::hard_link(source, target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            let mut from = File::open(source)?;
            let modified = from.metadata()?.modified()?;
            copy(&mut from, target, modified).map(|_| ())
        }
        result => result,
    })
}

/// Exchanges `new` and `folder`; returns where the old site is now.
fn exchange(new: &Path, folder: &Path) -> io::Result<PathBuf> {
    match exchange_at_once(new, folder) {
        Ok(()) => Ok(new.to_owned()),
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => {
            rename_twice(new, folder)
        }
        Err(error) => Err(error),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange_at_once(new: &Path, folder: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, folder, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// For systems without an exchange: there is no site for the moment between the two renames, and a build that is
/// killed in it leaves the old one aside, from where the next build (`leftovers`) brings it back.
fn rename_twice(new: &Path, folder: &Path) -> io::Result<PathBuf> {
    let name = new.file_name().unwrap_or_default().to_string_lossy().replace("-new-", "-old-");
    let aside = new.with_file_name(name);
    fs::rename(folder, &aside)?;
    match fs::rename(new, folder) {
        Ok(()) => Ok(aside),
        Err(error) => {
            let _ = fs::rename(&aside, folder);
            Err(error)
        }
    }
}

/// Removes the files of `manifest` from `folder`, then the folder. The marker goes last: a build that is killed
/// half-way leaves one that the next knows to be its own. Returns the folder if something else is in it.
pub(super) fn remove_site(folder: &Path, manifest: &Manifest) -> Option<PathBuf> {
    manifest.entries().par_iter().for_each(|entry| {
        let _ = fs::remove_file(folder.join(entry.path.as_str()));
    });
    for (_, level) in folders_by_depth(manifest).into_iter().rev() {
        level.into_par_iter().for_each(|below| {
            let _ = fs::remove_dir(folder.join(below));
        });
    }
    let is_alone = fs::read_dir(folder).is_ok_and(|entries| entries.count() <= 1);
    if is_alone {
        let _ = fs::remove_file(folder.join(marker::NAME));
        let _ = fs::remove_dir(folder);
    }
    (!is_alone).then(|| folder.to_owned())
}

/// All folders that `manifest` has files in, those above included, by how deep they lie.
fn folders_by_depth(manifest: &Manifest) -> BTreeMap<usize, BTreeSet<&str>> {
    let mut levels: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    let mut before = "";
    for entry in manifest.entries() {
        let mut path = entry.path.as_str();
        while let Some((folder, _)) = path.rsplit_once('/') {
            if folder == before || !levels.entry(folder.matches('/').count()).or_default().insert(folder) {
                break; // and so are those above
            }
            path = folder;
        }
        before = entry.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_renames_stand_in_for_an_exchange() {
        let folder = tempfile::tempdir().unwrap();
        let (new, site) = (folder.path().join(".site.handbook-new-1"), folder.path().join("site"));
        for (path, text) in [(&new, "new"), (&site, "old")] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("a"), text).unwrap();
        }
        let aside = rename_twice(&new, &site).unwrap();
        assert_eq!(fs::read_to_string(site.join("a")).unwrap(), "new");
        assert_eq!(fs::read_to_string(aside.join("a")).unwrap(), "old");
        assert!(aside.ends_with(".site.handbook-old-1") && !new.exists());
    }

    #[test]
    fn what_is_not_listed_is_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("a/b")).unwrap();
        for path in ["a/b/ours", "a/theirs", marker::NAME] {
            fs::write(site.join(path), "").unwrap();
        }
        let entry = marker::Entry { path: OutPath::new("a/b/ours"), size: 0, print: marker::Print::Copy };
        let manifest = Manifest::new(vec![entry]);
        assert_eq!(remove_site(&site, &manifest).as_deref(), Some(&*site));
        assert!(site.join("a/theirs").exists() && !site.join("a/b").exists());
        fs::remove_file(site.join("a/theirs")).unwrap();
        assert_eq!(remove_site(&site, &manifest), None);
        assert!(!site.exists());
    }
}
