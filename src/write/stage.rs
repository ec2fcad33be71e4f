//! Makes every output, in parallel, and writes those that the old site does not have already to a staging folder.
//! Nothing is kept but a line on each.

use std::fs::{self, File, FileTimes};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::apart;
use super::destination::Place;
use super::marker::{self, Entry, Manifest, Marker, Print};
use super::{Changes, WriteError, leftovers};
use crate::diagnostic::Diagnostic;
use crate::load::IoError;
use crate::path::OutPath;
use crate::plan::Site;
use crate::render::{Bytes, Output, Outputs};

/// The site that is in the output folder.
#[derive(Debug)]
pub(super) struct OldSite {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    /// When its marker was written: after all of its files.
    made: SystemTime,
}

/// The folder that new files are gathered in.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
}

/// What was staged: a line on each output, sorted by path.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) files: Vec<StagedFile>,
    /// What they were made from.
    pub(super) inputs: [u8; 16],
}

/// A line on one output.
#[derive(Debug)]
pub(super) struct StagedFile {
    pub(super) entry: Entry,
    /// Whether it is in the staging folder; else the old site has it.
    pub(super) is_new: bool,
}

/// Why one output is missing.
enum Fault {
    Content(Box<Diagnostic>),
    Io(IoError),
}

impl OldSite {
    /// The site in `folder`; `None` when there is none of ours.
    ///
    /// # Errors
    /// When its marker cannot be read.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, IoError> {
        let marker = marker::read(folder).map_err(IoError::at(&folder.join(marker::NAME)))?;
        Ok(marker.map(|(marker, made)| match marker {
            Marker::Site(manifest) => Self { folder: folder.to_owned(), manifest, made },
            Marker::Unfinished => Self { folder: folder.to_owned(), manifest: Manifest::default(), made },
        }))
    }

    /// Whether the file `entry` is there as it was written: the same content, and nobody touched it since.
    fn has_made(&self, entry: &Entry) -> bool {
        let listed = self.manifest.get(entry.path.as_str()).is_some_and(|old| old == entry);
        listed && self.stands(entry).is_some_and(|modified| modified <= self.made)
    }

    /// Whether the copy `entry` is there with the time of what it would be copied from again.
    fn has_copy(&self, entry: &Entry, modified: SystemTime) -> bool {
        let listed = self.manifest.get(entry.path.as_str()).is_some_and(|old| old == entry);
        listed && self.stands(entry) == Some(modified)
    }

    /// Whether it has a file for each of `outputs` and no other, and all are as they were written. What is made is not
    /// made for that; what is copied is compared with what it would be copied from.
    pub(super) fn stands_whole(&self, site: &Site, outputs: &Outputs) -> bool {
        let entries = self.manifest.entries();
        entries.len() == outputs.len()
            && entries.par_iter().all(|entry| match (entry.print, outputs.get(entry.path.as_str())) {
                (Print::Hash(_), Some(_)) => self.has_made(entry),
                (Print::Copy, Some(output)) => match output.bytes(site) {
                    Ok(Bytes::File(source)) => modified(&source).is_some_and(|time| self.has_copy(entry, time)),
                    _ => false,
                },
                _ => false,
            })
    }

    /// The time of the file on disk, if it is one and of the right size.
    fn stands(&self, entry: &Entry) -> Option<SystemTime> {
        let metadata = fs::symlink_metadata(self.folder.join(entry.path.as_str())).ok()?;
        (metadata.is_file() && metadata.len() == entry.size).then(|| metadata.modified().ok())?
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

impl Staging {
    /// A new staging folder, marked as scratch.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn new(place: &Place) -> Result<Self, IoError> {
        let folder = place.folder.join(format!("{}new-{}", place.prefix, std::process::id()));
        let make = apart::create_dir(&folder, place).and_then(|()| marker::write_unfinished(&folder));
        make.map_err(IoError::at(&folder))?;
        Ok(Self { folder })
    }

    /// Where it is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Removes it with all that is in it, which is nothing but scratch.
    pub(super) fn discard(&self) {
        leftovers::remove_scratch(&self.folder);
    }

    /// Runs `put` with the path of a file in it that does not exist yet; makes the folders above if they are missing.
    /// A page has a folder of its own, which is made without asking first.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn put<T>(&self, path: &OutPath, mut put: impl FnMut(&Path) -> io::Result<T>) -> Result<T, IoError> {
        let target = self.folder.join(path.as_str());
        if target.file_name().is_some_and(|name| name == "index.html") {
            let _ = target.parent().map(fs::create_dir);
        }
        let result = match put(&target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                target.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| put(&target))
            }
            result => result,
        };
        result.map_err(IoError::at(&target))
    }
}

impl Staged {
    /// What would change if it took the place of `old`.
    pub(super) fn changes(&self, old: Option<&OldSite>) -> Changes {
        let written = self.files.iter().filter(|file| file.is_new).count();
        let removed = old.map_or(0, |old| self.gone(&old.manifest).count());
        Changes { written, unchanged: self.files.len() - written, removed, ..Changes::default() }
    }

    /// The files of `old` that are no longer part of the site.
    pub(super) fn gone<'a>(&'a self, old: &'a Manifest) -> impl Iterator<Item = &'a Entry> {
        old.entries()
            .iter()
            .filter(|entry| self.files.binary_search_by(|file| file.entry.path.cmp(&entry.path)).is_err())
    }

    /// The list of its files.
    pub(super) fn manifest(&self) -> Manifest {
        Manifest::new(self.files.iter().map(|file| file.entry.clone()).collect()).made_from(Some(self.inputs))
    }
}

/// Makes all `outputs` of `site`; those that `old` does not have already go to `staging`.
///
/// # Errors
/// When some cannot be made (all of those are told of) or written.
pub(super) fn stage(
    site: &Site,
    outputs: &Outputs,
    old: Option<&OldSite>,
    staging: &Staging,
    made: &(dyn Fn() + Sync),
) -> Result<Vec<StagedFile>, WriteError> {
    gather(outputs.for_each(|path, output| {
        let result = stage_one(site, path, output, old, staging);
        made();
        result
    }))
}

fn gather(results: Vec<Result<StagedFile, Fault>>) -> Result<Vec<StagedFile>, WriteError> {
    let mut files = Vec::with_capacity(results.len());
    let mut diagnostics = Vec::new();
    for result in results {
        match result {
            Ok(file) => files.push(file),
            Err(Fault::Content(diagnostic)) => diagnostics.push(*diagnostic),
            Err(Fault::Io(error)) => return Err(error.into()),
        }
    }
    // A fault in a template that all pages share is one fault.
    let mut told = std::collections::BTreeSet::new();
    diagnostics.retain(|diagnostic: &Diagnostic| told.insert((diagnostic.check.code, diagnostic.place.clone())));
    if diagnostics.is_empty() { Ok(files) } else { Err(WriteError::Content(diagnostics)) }
}

fn stage_one(
    site: &Site,
    path: &OutPath,
    output: &Output,
    old: Option<&OldSite>,
    staging: &Staging,
) -> Result<StagedFile, Fault> {
    if !is_safe(path.as_str()) {
        let error = io::Error::new(io::ErrorKind::InvalidInput, "no file of a site may be called so");
        return Err(Fault::Io(IoError::new(Path::new(path.as_str()), error)));
    }
    let file = match output.bytes(site).map_err(|diagnostic| Fault::Content(Box::new(diagnostic)))? {
        Bytes::Memory(bytes) => stage_made(path, &bytes, old, staging),
        Bytes::Static(bytes) => stage_made(path, bytes, old, staging),
        Bytes::File(source) => stage_copy(path, &source, old, staging),
    };
    file.map_err(Fault::Io)
}

fn stage_made(path: &OutPath, bytes: &[u8], old: Option<&OldSite>, staging: &Staging) -> Result<StagedFile, IoError> {
    let entry = Entry { path: path.clone(), size: bytes.len() as u64, print: Print::of(bytes) };
    if old.is_some_and(|old| old.has_made(&entry)) {
        return Ok(StagedFile { entry, is_new: false });
    }
    staging.put(path, |target| File::create_new(target)?.write_all(bytes))?;
    Ok(StagedFile { entry, is_new: true })
}

fn stage_copy(path: &OutPath, source: &Path, old: Option<&OldSite>, staging: &Staging) -> Result<StagedFile, IoError> {
    let stamp = fs::metadata(source).and_then(|metadata| Ok((metadata.len(), metadata.modified()?)));
    let (size, modified) = stamp.map_err(IoError::at(source))?;
    let entry = Entry { path: path.clone(), size, print: Print::Copy };
    if old.is_some_and(|old| old.has_copy(&entry, modified)) {
        return Ok(StagedFile { entry, is_new: false });
    }
    let mut from = File::open(source).map_err(IoError::at(source))?;
    let size = staging.put(path, |target| copy(&mut from, target, modified))?;
    Ok(StagedFile { entry: Entry { size, ..entry }, is_new: true })
}

/// Copies bytes and time, but not the permissions: a file that is private among the sources is public on the site.
pub(super) fn copy(from: &mut File, target: &Path, modified: SystemTime) -> io::Result<u64> {
    let mut to = File::create_new(target)?;
    let size = io::copy(from, &mut to)?;
    to.set_times(FileTimes::new().set_modified(modified))?;
    Ok(size)
}

/// Whether `path` names a file below the output folder, and none of this tool's own.
pub(super) fn is_safe(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('\0');
    path.split('/').all(is_name) && !path.starts_with(marker::NAME) && !Path::new(path).has_root()
}
