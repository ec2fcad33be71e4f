//! Updates an output folder file by file, where it has to stay the same folder or holds files of others.
//!
//! Each file takes its place in one step, and in an order that never leaves a page pointing at a missing file:
//! what pages point at, new pages, changed pages, then what lists pages; what is gone goes last, pages first.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::WriteError;
use super::destination::Destination;
use super::marker::{self, Entry, Manifest, Print};
use super::stage::{OldSite, Staged, StagedFile, Staging, copy};
use crate::load::IoError;

/// A copy on its way to its place.
pub(super) const SCRATCH_FILE: &str = ".handbook-new-file";

/// The path of a file or folder in the old site that this tool did not put there, if there is one.
///
/// # Errors
/// When some folder of it cannot be read.
pub(super) fn first_foreign(old: &OldSite) -> Result<Option<String>, IoError> {
    foreign_in(&old.folder, "", &old.manifest)
}

fn foreign_in(folder: &Path, path: &str, manifest: &Manifest) -> Result<Option<String>, IoError> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(IoError::at(folder))? {
        let entry = entry.map_err(IoError::at(folder))?;
        let name = entry.file_name();
        let below = format!("{path}{}", name.to_string_lossy());
        let kind = entry.file_type().map_err(IoError::at(folder))?;
        if kind.is_dir() && manifest.has_folder(&below) {
            folders.push((entry.path(), format!("{below}/")));
        } else if kind.is_dir() || (manifest.get(&below).is_none() && below != marker::NAME) {
            return Ok(Some(below));
        }
    }
    let inside = folders.par_iter().map(|(folder, path)| foreign_in(folder, path, manifest));
    inside.find_any(|found| !matches!(found, Ok(None))).unwrap_or(Ok(None))
}

/// Brings the staged files into the folder and removes those that are gone.
///
/// # Errors
/// When a file of others is in the way (then nothing has changed), or the system refuses.
pub(super) fn update(
    destination: &Destination,
    old: Option<&OldSite>,
    staging: &Staging,
    staged: &Staged,
) -> Result<(), WriteError> {
    let folder = destination.folder();
    let nothing = Manifest::default();
    let known = old.map_or(&nothing, |old| &old.manifest);
    let mut files: Vec<&StagedFile> = staged.files.iter().filter(|file| file.is_new).collect();
    refuse_conflicts(destination, known, &files)?;

    // From here on a killed build leaves files of both sites; the list of both is what the next one may replace.
    let both = union(known, staged);
    marker::write(folder, &both).map_err(IoError::at(folder))?;
    let (in_the_way, mut gone) = split_gone(known, staged);
    remove(folder, in_the_way)?;
    files.sort_by_key(|file| rank(&file.entry, known));
    for file in files {
        place(staging, folder, file.entry.path.as_str())?;
    }
    gone.sort_by_key(|entry| !is_page(entry));
    remove(folder, gone)?;
    marker::write(folder, &staged.manifest()).map_err(IoError::at(folder))?;
    staging.discard();
    Ok(())
}

/// Refuses to write through links, or over files, that this tool did not make.
fn refuse_conflicts(destination: &Destination, known: &Manifest, files: &[&StagedFile]) -> Result<(), WriteError> {
    let folder = destination.folder();
    let conflict = files.par_iter().find_map_any(|file| {
        let path = file.entry.path.as_str();
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let blocked = above
            .filter(|above| known.get(above).is_none())
            .find(|above| fs::symlink_metadata(folder.join(above)).is_ok_and(|metadata| !metadata.is_dir()));
        let is_taken = || known.get(path).is_none() && fs::symlink_metadata(folder.join(path)).is_ok();
        blocked.or_else(|| (is_taken() && !known.has_folder(path)).then_some(path))
    });
    match conflict {
        None => Ok(()),
        Some(path) => Err(destination
            .refused(format!("{path} in it was not made by handbook and is in the way"))
            .help("move that file away, or name another folder with --out")),
    }
}

/// The files of both sites, as one list in which those that are about to change are unknown.
fn union(known: &Manifest, staged: &Staged) -> Manifest {
    let gone = staged.gone(known).cloned();
    let stays = staged.files.iter().map(|file| {
        let print = if file.is_new { Print::Unknown } else { file.entry.print };
        Entry { print, ..file.entry.clone() }
    });
    Manifest::new(gone.chain(stays).collect())
}

/// The old files that are gone: first those that stand where the new site has a folder, or in folders where it has
/// a file, then all others.
fn split_gone<'a>(known: &'a Manifest, staged: &'a Staged) -> (Vec<&'a Entry>, Vec<&'a Entry>) {
    let new = staged.manifest();
    let is_below_a_file = |path: &str| path.match_indices('/').any(|(at, _)| new.get(&path[..at]).is_some());
    staged.gone(known).partition(|entry| new.has_folder(entry.path.as_str()) || is_below_a_file(entry.path.as_str()))
}

/// What comes first: 0 what pages point at, 1 new pages, 2 changed pages, 3 lists of pages.
fn rank(entry: &Entry, known: &Manifest) -> u8 {
    match (is_page(entry), entry.path.as_str()) {
        (true, path) => 1 + u8::from(known.get(path).is_some()),
        (false, "sitemap.xml") => 3,
        (false, _) => 0,
    }
}

fn is_page(entry: &Entry) -> bool {
    entry.path.as_str().rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
}

/// Moves a staged file to its place in one step; across file systems, by a copy in the output folder.
fn place(staging: &Staging, folder: &Path, path: &str) -> Result<(), IoError> {
    let (from, to) = (staging.folder().join(path), folder.join(path));
    if let Some(above) = to.parent().filter(|above| !above.is_dir()) {
        fs::create_dir_all(above).map_err(IoError::at(above))?;
    }
    match fs::rename(&from, &to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let beside = folder.join(SCRATCH_FILE);
            copy_anew(&from, &beside).and_then(|()| fs::rename(&beside, &to)).map_err(IoError::at(&to))
        }
        result => result.map_err(IoError::at(&to)),
    }
}

fn copy_anew(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let modified = source.metadata()?.modified()?;
    let _ = fs::remove_file(to); // a killed build's
    copy(&mut source, to, modified).map(|_| ())
}

/// Removes files, and the folders that are empty then.
fn remove<'a>(folder: &Path, entries: impl IntoIterator<Item = &'a Entry>) -> Result<(), IoError> {
    for entry in entries {
        let path = folder.join(entry.path.as_str());
        let removed = fs::remove_file(&path).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        });
        removed.map_err(IoError::at(&path))?;
        let above = path.ancestors().skip(1).take_while(|above| *above != folder);
        for above in above {
            if fs::remove_dir(above).is_err() {
                break; // not empty
            }
        }
    }
    Ok(())
}
