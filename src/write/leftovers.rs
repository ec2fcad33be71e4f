//! Clears what killed builds left: only what carries our marker, and in it only what that marker lists. It runs
//! under the lock, so nothing that it finds is in use.

use std::fs;
use std::path::Path;

use super::apart;
use super::destination::{Destination, Place};
use super::in_place;
use super::marker::{self, Marker};
use super::swap::remove_site;
use crate::load::IoError;

/// Clears scratch folders beside or in the output; brings a site back that was aside when its build was killed.
///
/// # Errors
/// When the folder that would hold them cannot be read.
pub(super) fn clear(destination: &Destination, place: &Place) -> Result<(), IoError> {
    for scratch in [marker::SCRATCH_FILE, in_place::SCRATCH_FILE] {
        let _ = fs::remove_file(destination.folder().join(scratch)); // which is hardly ever there
    }
    for entry in fs::read_dir(&place.folder).map_err(IoError::at(&place.folder))? {
        let Ok(entry) = entry else { continue };
        let name = entry.file_name();
        let Some(kind) = name.to_str().and_then(|name| name.strip_prefix(&place.prefix)) else { continue };
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && kind.starts_with("old-") && !destination.folder().exists() {
            let path = entry.path();
            fs::rename(&path, destination.folder()).map_err(IoError::at(&path))?;
        } else if is_folder && (kind.starts_with("new-") || kind.starts_with("old-")) {
            clear_folder(&entry.path());
        } else if is_folder && kind.starts_with(apart::TOP) {
            apart::clear(&entry.path());
        }
    }
    Ok(())
}

/// Removes a marked scratch folder with all that is in it, the marker last: a removal that is killed leaves a folder that
/// the next build still knows for ours. What stays is cleared then, so no error matters here.
pub(super) fn remove_scratch(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name() != marker::NAME) {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let _ = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    }
    let _ = fs::remove_file(folder.join(marker::NAME));
    let _ = fs::remove_dir(folder);
}

fn clear_folder(folder: &Path) {
    match marker::read(folder) {
        Ok(Some((Marker::Unfinished, _))) => remove_scratch(folder),
        Ok(Some((Marker::Site(manifest), _))) => drop(remove_site(folder, &manifest)),
        Ok(None) | Err(_) => drop(fs::remove_dir(folder)), // ours only if it is empty: killed before the marker
    }
}
