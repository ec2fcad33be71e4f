//! Where the site goes: a path, resolved, and refused when somebody could miss what is there.

use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{WriteError, marker};
use crate::load::{IoError, Roots, Sources};

/// What names of files in or beside the output folder begin with while a build runs.
pub(super) const SCRATCH: &str = ".handbook-";

/// The output folder, resolved, and known to lie where nothing is lost.
#[derive(Debug)]
pub struct Destination {
    /// As it was asked for.
    shown: PathBuf,
    /// All links resolved as far as it exists.
    folder: PathBuf,
    /// Whether it was asked to stay the same folder.
    in_place: bool,
}

/// Where a build keeps what is not yet, or no longer, the site.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder of the staging folder and the lock: beside the output, or the output itself.
    pub(super) folder: PathBuf,
    /// What their names begin with.
    pub(super) prefix: String,
    /// Why the output folder cannot be exchanged with another, if it cannot.
    pub(super) fixed: Option<String>,
}

impl Destination {
    /// The folder `out` for the site of the project at `roots`; `in_place`: it must stay the same folder, for it is
    /// mounted somewhere else.
    ///
    /// # Errors
    /// When it is, holds or lies in a folder that nobody wants to lose, by whatever way it is named.
    pub fn new(roots: &Roots, out: &Path, in_place: bool) -> Result<Self, WriteError> {
        let folder = resolve(out).map_err(IoError::at(out))?;
        let destination = Self { shown: out.to_owned(), folder, in_place };
        match destination.taboo(roots) {
            Some(reason) => Err(destination.refused(reason).help("name another folder with --out")),
            None => destination.check().map(|()| destination),
        }
    }

    /// Where it is, all links resolved.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// As it was asked for.
    pub fn shown(&self) -> &Path {
        &self.shown
    }

    /// A refusal to write here, for `reason`.
    pub(super) fn refused(&self, reason: impl Into<String>) -> WriteError {
        WriteError::Refused { folder: self.shown.clone(), reason: reason.into(), help: None }
    }

    /// Why this place is out of the question, if it is.
    fn taboo(&self, roots: &Roots) -> Option<String> {
        let Some(_) = self.folder.parent() else { return Some("it is the root of the file system".to_owned()) };
        let home = env::home_dir().map(|home| (home, "your home folder"));
        let root = (roots.root.clone(), "the handbook's own folder");
        for (place, name) in [root].into_iter().chain(home) {
            let Ok(place) = place.canonicalize() else { continue };
            if place == self.folder {
                return Some(format!("it is {name}"));
            }
            if place.starts_with(&self.folder) {
                return Some(format!("it holds {name}"));
            }
        }
        self.source_taboo(roots)
    }

    fn source_taboo(&self, roots: &Roots) -> Option<String> {
        ["content", "themes"].into_iter().find_map(|name| {
            // One that is not there yet is none the less where the next build would look.
            let source = resolve(&roots.root.join(name)).ok()?;
            if source == self.folder {
                Some(format!("it is {name}/, which the site is made from"))
            } else if self.folder.starts_with(&source) {
                Some(format!("it lies in {name}/, which the site is made from"))
            } else {
                source.starts_with(&self.folder).then(|| format!("it holds {name}/, which the site is made from"))
            }
        })
    }

    /// Refuses a place that the sources were read from by way of links.
    ///
    /// # Errors
    /// When it is, holds or lies in a folder that a link in `content/` or `themes/` leads to.
    pub(super) fn check_sources(&self, sources: &Sources) -> Result<(), WriteError> {
        let read = |linked: &&PathBuf| linked.starts_with(&self.folder) || self.folder.starts_with(linked);
        match sources.linked_folders().iter().find(read) {
            None => Ok(()),
            Some(linked) => {
                let reason = format!("content/ or themes/ has a link to {}, so it is a source", linked.display());
                Err(self.refused(reason).help("name another folder with --out"))
            }
        }
    }

    /// Whether what is there now may be replaced: nothing, an empty folder, or one that this tool made.
    ///
    /// # Errors
    /// When it may not.
    pub(super) fn check(&self) -> Result<(), WriteError> {
        match fs::metadata(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(IoError::new(&self.shown, error).into()),
            Ok(metadata) if !metadata.is_dir() => Err(self.refused("it is not a folder")),
            Ok(_) if marker::is_in(&self.folder) || self.is_empty()? => Ok(()),
            Ok(_) => Err(self
                .refused("it is not empty, and was not made by handbook")
                .help("name a new or an empty folder with --out; what handbook has not made it never replaces")),
        }
    }

    /// Whether nothing is in it but what killed builds and the file system itself left.
    fn is_empty(&self) -> Result<bool, IoError> {
        let mut entries = fs::read_dir(&self.folder).map_err(IoError::at(&self.shown))?;
        Ok(entries.all(|entry| {
            entry.is_ok_and(|entry| {
                let name = entry.file_name();
                name == "lost+found" || name.to_string_lossy().starts_with(SCRATCH)
            })
        }))
    }

    /// Where the build's scratch files go; makes the folders above the output if they are missing.
    ///
    /// # Errors
    /// When neither the folder nor the one that holds it can be written to.
    pub(super) fn place(&self) -> Result<Place, WriteError> {
        let (Some(above), Some(name)) = (self.folder.parent(), self.folder.file_name()) else {
            return Err(self.refused("it is the root of the file system"));
        };
        fs::create_dir_all(above).map_err(IoError::at(above))?;
        let fixed = self.fixed(above);
        if fixed.is_none() || (can_write(above) && !is_mount_point(&self.folder, above)) {
            let prefix = format!(".{}{SCRATCH}", name.to_string_lossy());
            return Ok(Place { folder: above.to_owned(), prefix, fixed });
        }
        Ok(Place { folder: self.folder.clone(), prefix: SCRATCH.to_owned(), fixed })
    }

    /// Why the folder has to stay the same one.
    fn fixed(&self, above: &Path) -> Option<String> {
        if !self.folder.is_dir() {
            return None;
        }
        let holds_us = env::current_dir().is_ok_and(|here| here.starts_with(&self.folder));
        let reasons = [
            (self.in_place, "as asked"),
            (is_mount_point(&self.folder, above), "it is a mount point"),
            (!can_write(above), "the folder that holds it cannot be written to"),
            (holds_us, "it is the current folder"),
        ];
        reasons.into_iter().find(|(applies, _)| *applies).map(|(_, reason)| reason.to_owned())
    }
}

impl WriteError {
    /// The same with a word of help.
    pub(super) fn help(mut self, words: &str) -> Self {
        if let Self::Refused { help, .. } = &mut self {
            *help = Some(words.to_owned());
        }
        self
    }
}

/// `path` with the links of all that exists of it resolved. A `..` after that is taken back by name.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut missing: Vec<Component<'_>> = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        match existing.canonicalize() {
            Ok(resolved) => return Ok(missing.into_iter().rev().fold(resolved, step)),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Err(_) if existing.is_symlink() => {
                return Err(io::Error::new(io::ErrorKind::NotFound, "is a link that leads nowhere"));
            }
            Err(error) => {
                let (Some(parent), Some(last)) = (existing.parent(), existing.components().next_back()) else {
                    return Err(error);
                };
                missing.push(last);
                existing = parent;
            }
        }
    }
}

fn step(mut path: PathBuf, component: Component<'_>) -> PathBuf {
    match component {
        Component::ParentDir => {
            path.pop();
        }
        component => path.push(component),
    }
    path
}

#[cfg(unix)]
fn can_write(folder: &Path) -> bool {
    use rustix::fs::Access;
    rustix::fs::access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn can_write(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|metadata| !metadata.permissions().readonly())
}

/// Whether `folder` is where something is mounted in `above`, be it a part of the same file system.
#[cfg(target_os = "linux")]
fn is_mount_point(folder: &Path, above: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    let mount = |path: &Path| {
        let status = statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID).ok()?;
        Some((status.stx_dev_major, status.stx_dev_minor, status.stx_mnt_id))
    };
    mount(folder) != mount(above)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_mount_point(folder: &Path, above: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    device(folder) != device(above)
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path, _: &Path) -> bool {
    false
}
