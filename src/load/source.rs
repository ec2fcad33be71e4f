//! The types that `load` hands on: files with a path, a role and a body.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use crate::path::SourcePath;

/// All files of a project, those on disk laid over those in the binary, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
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
    OnDisk(PathBuf),
}

/// When and how long a file was: as long as both stay, it counts as unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Time of the last modification.
    pub modified: SystemTime,
    /// Length in bytes.
    pub length: u64,
}

impl Sources {
    /// Sources of `files`, sorted by path here; of two with one path the later wins.
    pub fn new(files: impl IntoIterator<Item = SourceFile>) -> Self {
        let by_path: std::collections::BTreeMap<_, _> =
            files.into_iter().map(|file| (file.path.clone(), file)).collect();
        Self { files: by_path.into_values().collect() }
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
    /// The text, when the file is one.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.body {
            Body::Text(text) => Some(text),
            Body::Bytes(_) | Body::OnDisk(_) => None,
        }
    }
}
