//! The types that `load` hands on: files with a path, a role and a body.

use std::borrow::Cow;
use std::fs::Metadata;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use twox_hash::XxHash3_128;

use crate::path::SourcePath;

/// All files of a project, those on disk laid over those in the binary, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    linked_folders: Vec<PathBuf>,
    fingerprint: OnceLock<blake3::Hash>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it stands, relative to the root: `content/a/b.md`, `themes/default/styles/tokens.css`.
    pub path: SourcePath,
    /// What it is for.
    pub role: Role,
    /// What it holds.
    pub body: Body,
    /// How it stood on disk when it was read; `None` for a file of the bundle.
    pub stamp: Option<Stamp>,
}

/// What a file is for, told from its path alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `content/**/*.md`
    Page,
    /// `content/handbook.yaml`, `content/sources.yaml`, `content/synonyms.yaml`
    Settings,
    /// Anything else under `content/`
    Asset,
    /// Anything under `themes/NAME/`
    Theme,
}

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Body {
    /// Text, in memory. Two loads share it as long as the file stays as it was.
    Text(Arc<str>),
    /// Bytes of the bundle, or of a theme's picture or font, in memory.
    Bytes(Cow<'static, [u8]>),
    /// An asset, left where it is until it is written or served.
    OnDisk {
        /// Where that is.
        path: PathBuf,
        /// Its size, when it is a picture whose head tells it.
        size: Option<PictureSize>,
    },
}

/// How large a picture is, in CSS pixels: a page that says so does not shift when it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// How a file stood on disk when it was read: as long as that stays, it counts as unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Time of the last modification.
    pub modified: SystemTime,
    /// Length in bytes.
    pub length: u64,
    /// What else tells a file from the one that took its place: the inode and its time of change.
    identity: (u64, i64, i64),
    /// Whether the modification was old enough that one more would show in the time.
    settled: bool,
}

impl Stamp {
    /// Longer than a tick of the clock that dates files: two writes in one tick look like one.
    const TICK: Duration = Duration::from_millis(20);

    /// How the file with this `metadata` stands now.
    ///
    /// # Errors
    /// Where the system keeps no time of modification.
    pub fn of(metadata: &Metadata) -> io::Result<Self> {
        let modified = metadata.modified()?;
        let settled = SystemTime::now().duration_since(modified).is_ok_and(|age| age > Self::TICK);
        Ok(Self { modified, length: metadata.len(), identity: identity(metadata), settled })
    }

    /// The same, but never taken for unchanged: the file is read, and reported, again each time.
    #[must_use]
    pub fn read_always(self) -> Self {
        Self { settled: false, ..self }
    }

    /// Whether a file that stood so and stands as `now` has not been written in between.
    pub fn still_holds(&self, now: &Self) -> bool {
        self.settled && (self.modified, self.length, self.identity) == (now.modified, now.length, now.identity)
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

impl Role {
    /// The role of the file at `path`; `None` for one that is no part of a handbook.
    pub fn of(path: &SourcePath) -> Option<Self> {
        let text = path.as_str();
        if text.starts_with("content/") {
            return Some(match text {
                "content/handbook.yaml" | "content/sources.yaml" | "content/synonyms.yaml" => Self::Settings,
                _ if path.extension().eq_ignore_ascii_case("md") => Self::Page,
                _ => Self::Asset,
            });
        }
        let in_theme = text.strip_prefix("themes/").is_some_and(|below| below.contains('/'));
        in_theme.then_some(Self::Theme)
    }
}

impl Sources {
    /// Sources of `files`, sorted by path here; of two with one path the later wins.
    pub fn new(files: impl IntoIterator<Item = SourceFile>) -> Self {
        let mut files: Vec<SourceFile> = files.into_iter().collect();
        files.par_sort_by(|a, b| a.path.cmp(&b.path)); // stable: the later of two alike stays behind the earlier
        files.dedup_by(|later, earlier| {
            let is_same = later.path == earlier.path;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
        Self { files, linked_folders: Vec::new(), fingerprint: OnceLock::new() }
    }

    /// The same, read from `folders` too, to which links led.
    pub(super) fn with_linked_folders(self, folders: Vec<PathBuf>) -> Self {
        Self { linked_folders: folders, ..self }
    }

    /// The folders that links in `content/` and `themes/` lead to, all links resolved.
    pub fn linked_folders(&self) -> &[PathBuf] {
        &self.linked_folders
    }

    /// A hash over all paths and contents; taken once, when it is first asked for. Of a file that is only copied it has
    /// what pages say of it, and its length.
    pub fn fingerprint(&self) -> &blake3::Hash {
        self.fingerprint.get_or_init(|| {
            let contents: Vec<[u8; 16]> = self.files.par_iter().map(SourceFile::print).collect();
            let mut hash = blake3::Hasher::new();
            for (file, content) in self.files.iter().zip(&contents) {
                hash.update(file.path.as_str().as_bytes()).update(&[0]).update(content);
            }
            hash.finalize()
        })
    }

    /// All files, sorted by path.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file at `path`.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        let index = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(index)
    }

    /// The text of the file at `path`, when it is one.
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        self.get(path).and_then(SourceFile::text)
    }
}

impl SourceFile {
    /// What tells its content from another's.
    fn print(&self) -> [u8; 16] {
        let told;
        let content = match &self.body {
            Body::Text(text) => text.as_bytes(),
            Body::Bytes(bytes) => bytes,
            Body::OnDisk { size, .. } => {
                told = format!("{} {size:?}", self.stamp.map_or(0, |stamp| stamp.length));
                told.as_bytes()
            }
        };
        XxHash3_128::oneshot(content).to_le_bytes()
    }

    /// The text, when the file is one.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.body {
            Body::Text(text) => Some(text),
            Body::Bytes(_) | Body::OnDisk { .. } => None,
        }
    }
}
