//! `.handbook`, the file that tells an output folder of ours from any other. It lists what this tool wrote, with
//! sizes and hashes, so that the next build leaves unchanged files alone without reading them and deletes nothing
//! that is not its own. There is no time in it: two builds of the same input are equal in this file too.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;
use std::time::SystemTime;

use twox_hash::XxHash3_128;

use crate::path::OutPath;

/// The marker's name.
pub(super) const NAME: &str = ".handbook";

/// A marker on its way to its place.
pub(super) const SCRATCH_FILE: &str = ".handbook-new-marker";

const MAGIC: &str = "# Made by handbook ";
const WARNING: &str = ", which replaces this folder as a whole. Files listed here are its own.";
const UNFINISHED: &str = "# unfinished";
const INPUTS: &str = "# made from ";

/// What a marker says of its folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A build was going on in it: all that is there is scratch.
    Unfinished,
    /// It holds a site of these files.
    Site(Manifest),
}

/// The files of a site, sorted by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// What all of it was made from, if that is known.
    pub(super) inputs: Option<[u8; 16]>,
    entries: Vec<Entry>,
}

/// One file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) path: OutPath,
    pub(super) size: u64,
    pub(super) print: Print,
}

/// What tells a file's content from another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Print {
    /// Of a file that was made: its `XXH3` hash of 128 bits, far more than chance or a careless change could match. Nobody
    /// gains by a file that matches on purpose: it would be the author's own, and stay as it was.
    Hash([u8; 16]),
    /// A copy: it has the size and the time of what it was copied from.
    Copy,
    /// Not known: the file may be of the old site or of the new one.
    Unknown,
}

impl Print {
    /// The print of `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self::Hash(XxHash3_128::oneshot(bytes).to_le_bytes())
    }
}

impl Manifest {
    /// A manifest of `entries` in any order.
    pub(super) fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Self { inputs: None, entries }
    }

    /// The same, made from `inputs`.
    pub(super) fn made_from(self, inputs: Option<[u8; 16]>) -> Self {
        Self { inputs, ..self }
    }

    /// The files, sorted by path.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The file at `path`.
    pub(super) fn get(&self, path: &str) -> Option<&Entry> {
        let index = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        self.entries.get(index)
    }

    /// Whether some file lies in `folder`.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        let inside = format!("{folder}/");
        let index = self.entries.partition_point(|entry| entry.path.as_str() < inside.as_str());
        self.entries.get(index).is_some_and(|entry| entry.path.as_str().starts_with(&inside))
    }
}

/// Whether `folder` has a marker of ours.
pub(super) fn is_in(folder: &Path) -> bool {
    let mut start = [0; MAGIC.len()];
    let path = folder.join(NAME);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
    is_file && File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *MAGIC.as_bytes()
}

/// What the marker in `folder` says, and when it was written; `None` without one of ours.
///
/// # Errors
/// When it is there and cannot be read.
pub(super) fn read(folder: &Path) -> io::Result<Option<(Marker, SystemTime)>> {
    if !is_in(folder) {
        return Ok(None);
    }
    let path = folder.join(NAME);
    let written = fs::metadata(&path)?.modified()?;
    let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
    if text.lines().nth(1) == Some(UNFINISHED) {
        return Ok(Some((Marker::Unfinished, written)));
    }
    let entries = text.lines().skip(1).filter_map(parse_line).collect();
    let inputs = text.lines().nth(1).and_then(|line| parse_hash(line.strip_prefix(INPUTS)?));
    Ok(Some((Marker::Site(Manifest::new(entries).made_from(inputs)), written)))
}

/// Writes a marker into `folder` that says all in it is scratch.
///
/// # Errors
/// When the system refuses.
pub(super) fn write_unfinished(folder: &Path) -> io::Result<()> {
    fs::write(folder.join(NAME), format!("{}{UNFINISHED}\n", first_line()))
}

/// Writes the marker of a site into `folder`; one that is there is replaced in one step.
///
/// # Errors
/// When the system refuses.
pub(super) fn write(folder: &Path, manifest: &Manifest) -> io::Result<()> {
    let beside = folder.join(SCRATCH_FILE);
    let mut text = first_line();
    if let Some(inputs) = &manifest.inputs {
        text.push_str(INPUTS);
        push_hash(&mut text, inputs);
        text.push('\n');
    }
    for entry in &manifest.entries {
        push_line(&mut text, entry);
    }
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    fs::rename(&beside, folder.join(NAME))
}

fn first_line() -> String {
    format!("{MAGIC}{}{WARNING}\n", env!("CARGO_PKG_VERSION"))
}

/// `HASH SIZE PATH`
fn push_line(text: &mut String, entry: &Entry) {
    match entry.print {
        Print::Hash(hash) => push_hash(text, &hash),
        Print::Copy => text.push_str("copy"),
        Print::Unknown => text.push('?'),
    }
    let _ = writeln!(text, " {} {}", entry.size, escape(entry.path.as_str()));
}

fn push_hash(text: &mut String, hash: &[u8; 16]) {
    let _ = write!(text, "{:032x}", u128::from_be_bytes(*hash));
}

fn parse_line(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(3, ' ');
    let print = match parts.next()? {
        "copy" => Print::Copy,
        "?" => Print::Unknown,
        hash => Print::Hash(parse_hash(hash)?),
    };
    let size = parts.next()?.parse().ok()?;
    let path = unescape(parts.next()?);
    super::stage::is_safe(&path).then(|| Entry { path: OutPath::new(&*path), size, print })
}

fn parse_hash(hex: &str) -> Option<[u8; 16]> {
    let number = (hex.len() == 32).then(|| u128::from_str_radix(hex, 16).ok())??;
    Some(number.to_be_bytes())
}

/// A path on one line: only a line end, and what stands for it, cannot stand as they are.
fn escape(path: &str) -> Cow<'_, str> {
    if path.contains(['\n', '\r', '\\']) {
        path.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r").into()
    } else {
        path.into()
    }
}

fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return text.into();
    }
    let mut path = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        path.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                _ => '\\',
            },
            letter => letter,
        });
    }
    path.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, print: Print) -> Entry {
        Entry { path: OutPath::new(path), size: 7, print }
    }

    #[test]
    fn a_marker_says_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let odd = "a b/back\\slash\nnew\\nline\r.html";
        let manifest = Manifest::new(vec![
            entry("index.html", Print::of(b"hello")),
            entry(odd, Print::Copy),
            entry("z", Print::Unknown),
        ])
        .made_from(Some([7; 16]));
        write(folder.path(), &manifest).unwrap();
        let (read, _) = read(folder.path()).unwrap().unwrap();
        assert_eq!(read, Marker::Site(manifest));
    }

    #[test]
    fn a_marker_of_another_tool_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_in(folder.path()));
        fs::write(folder.path().join(NAME), "mine").unwrap();
        assert!(!is_in(folder.path()) && read(folder.path()).unwrap().is_none());
        write_unfinished(folder.path()).unwrap();
        assert_eq!(read(folder.path()).unwrap().unwrap().0, Marker::Unfinished);
    }

    #[test]
    fn no_line_of_a_marker_names_a_file_outside() {
        for path in ["../a", "/etc/passwd", "a/../../b", "", "a//b", ".handbook"] {
            assert_eq!(parse_line(&format!("copy 1 {path}")), None, "{path}");
        }
    }

    #[test]
    fn a_manifest_knows_its_folders() {
        let manifest = Manifest::new(vec![entry("a-b/c", Print::Copy), entry("a/b/c", Print::Copy)]);
        assert!(manifest.has_folder("a") && manifest.has_folder("a/b") && manifest.has_folder("a-b"));
        assert!(!manifest.has_folder("a/b/c") && !manifest.has_folder("b"));
    }
}
