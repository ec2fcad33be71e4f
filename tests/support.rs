//! What the tests share: projects written to a temporary folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use handbook::diagnostic::{Diagnostics, sort};
use handbook::load::{Roots, Sources, load};
use handbook::parse::parse;
use handbook::plan::{Drafts, Site, plan};
use handbook::render::{Bytes, Purpose, render};
use handbook::verify::verify;
use tempfile::TempDir;

/// A project in a temporary folder that goes with it.
pub(crate) struct Project {
    folder: TempDir,
}

impl Project {
    /// A project of `files`: paths below the root, and texts.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let project = Self { folder: TempDir::new().unwrap() };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The project's root, all links resolved.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// The file or folder `path` below the root.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        write(&self.at(path), text);
    }
}

/// Writes a file, with the folders above it.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The binary under test, ready for arguments; nothing of the caller's environment changes what it prints.
pub(crate) fn handbook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.env("NO_COLOR", "1").env_remove("RUST_BACKTRACE").env("LC_ALL", "C.UTF-8");
    command
}

/// A project taken through all stages up to the bytes of its outputs, nothing written.
pub(crate) struct Checked {
    /// All that was found, sorted.
    pub(crate) diagnostics: Diagnostics,
    /// The site.
    pub(crate) site: Site,
    /// Each output's bytes, by path; those that a template failed to make are missing.
    pub(crate) outputs: BTreeMap<String, Vec<u8>>,
}

impl Checked {
    /// An output that is text.
    pub(crate) fn text(&self, path: &str) -> &str {
        std::str::from_utf8(self.outputs.get(path).unwrap_or_else(|| panic!("no output at {path}"))).unwrap()
    }
}

/// Takes the project at `root` through all stages.
pub(crate) fn check(root: &Path) -> Checked {
    let (sources, diagnostics) = load(&Roots { root: root.to_owned() }).unwrap();
    check_sources(sources, diagnostics)
}

/// Takes `sources` through all stages after `load`, which found `diagnostics`.
pub(crate) fn check_sources(sources: Sources, mut diagnostics: Diagnostics) -> Checked {
    let (documents, found) = parse(&sources);
    diagnostics.extend(found);
    let (site, found) = plan(documents, sources, Drafts::LeftOut);
    diagnostics.extend(found);
    diagnostics.extend(verify(&site));
    let mut outputs = BTreeMap::new();
    let (table, found) = render(&site, Purpose::Publish);
    diagnostics.extend(found);
    for (path, output) in table.iter() {
        match output.bytes(&site) {
            Ok(bytes) => drop(outputs.insert(path.to_string(), in_memory(bytes))),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    sort(&mut diagnostics);
    Checked { diagnostics, site, outputs }
}

fn in_memory(bytes: Bytes) -> Vec<u8> {
    match bytes {
        Bytes::Memory(bytes) => bytes,
        Bytes::Static(bytes) => bytes.to_vec(),
        Bytes::File(path) => fs::read(path).unwrap(),
    }
}
