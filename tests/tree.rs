//! A folder on disk as a value, to be compared before and after.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

/// What is in a folder: each path below it, with the bytes of a file, where a link leads, or nothing.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Everything in `folder`.
pub(crate) fn read(folder: &Path) -> Tree {
    let entries = WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let content = |entry: &walkdir::DirEntry| match entry.file_type() {
        kind if kind.is_file() => fs::read(entry.path()).unwrap(),
        kind if kind.is_symlink() => fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes(),
        _ => Vec::new(),
    };
    entries.map(|entry| (below(folder, entry.path()), content(&entry))).collect()
}

/// The paths of all files in `folder`, sorted.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| below(folder, entry.path())).collect()
}

/// The names in `folder`, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = WalkDir::new(folder).min_depth(1).max_depth(1).sort_by_file_name();
    entries.into_iter().map(|entry| below(folder, entry.unwrap().path())).collect()
}

fn below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap().to_string_lossy().into_owned()
}
