//! A project's folders -> the files in them: a path as the other stages know it, and where to read it.
//! Symbolic links are followed as long as they stay inside the root; nothing behind one that leaves it is touched.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::mpsc::Sender;

use walkdir::{DirEntry, WalkDir};

use super::{LINK_LEAVES_ROOT, NOT_UTF8, UNREADABLE, passed_over::is_passed_over};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::path::SourcePath;

/// A file that was found.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it stands in the project.
    pub(super) path: SourcePath,
    /// Where it is read: the same place, or the end of the links that lead there.
    pub(super) disk: PathBuf,
}

/// A walk, which sends each file that it finds on at once.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    /// The project's root, with all links resolved.
    root: &'a Path,
    found: &'a Sender<Found>,
    walked: Walked,
}

/// What a walk tells besides the files.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The folders that links led to.
    pub(super) linked: Vec<PathBuf>,
    pub(super) diagnostics: Diagnostics,
}

/// A folder that is being walked.
#[derive(Clone, Copy)]
struct Folder<'a> {
    /// Where it stands in the project: `content`.
    path: &'a str,
    /// Where it is read.
    disk: &'a Path,
    /// The folders that hold the links that were followed to get here, all links resolved.
    entered_from: &'a [PathBuf],
}

impl<'a> Walk<'a> {
    /// A walk that stays below `root`, in which all links must be resolved.
    pub(super) fn new(root: &'a Path, found: &'a Sender<Found>) -> Self {
        Self { root, found, walked: Walked::default() }
    }

    /// What was found besides files.
    pub(super) fn finish(self) -> Walked {
        self.walked
    }

    /// Sends on what stands in the folder `name` of the root, which may be a link itself.
    pub(super) fn top(&mut self, name: &str) {
        let disk = self.root.join(name);
        if disk.is_symlink() {
            self.link(name.to_owned(), &disk, &[]);
        } else {
            self.folder(Folder { path: name, disk: &disk, entered_from: &[] });
        }
    }

    fn folder(&mut self, folder: Folder<'_>) {
        let mut entries = WalkDir::new(folder.disk).min_depth(1).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if is_passed_over(&entry.file_name().to_string_lossy()) => {
                    if entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => {
                    let is_folder = entry.file_type().is_dir();
                    if !self.entry(folder, entry) && is_folder {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.walk_failed(folder, &error),
            }
        }
    }

    /// Takes one entry; `false` when its name is not text.
    fn entry(&mut self, folder: Folder<'_>, entry: DirEntry) -> bool {
        let path = path_in_project(folder, entry.path());
        if entry.file_name().to_str().is_none() {
            self.name_is_not_text(path);
            return false;
        }
        let kind = entry.file_type();
        if kind.is_file() {
            self.found(path, entry.into_path());
        } else if kind.is_symlink() {
            self.link(path, entry.path(), folder.entered_from);
        } else if !kind.is_dir() {
            self.report_unreadable(path, "is neither a file nor a folder");
        }
        true
    }

    /// Follows the link at `disk` to a file or folder inside the root.
    fn link(&mut self, path: String, disk: &Path, entered_from: &[PathBuf]) {
        let resolved = disk.canonicalize().and_then(|target| Ok((disk.with_file_name("").canonicalize()?, target)));
        let (here, target) = match resolved {
            Ok(resolved) => resolved,
            Err(error) => return self.report_unreadable(path, &format!("is a link that leads nowhere ({error})")),
        };
        if !target.starts_with(self.root) {
            return self.report_leaving(path, &target);
        }
        let entered_from = [entered_from, &[here]].concat();
        if target.is_dir() && entered_from.iter().any(|folder| folder.starts_with(&target)) {
            self.report_unreadable(path, "is a link to a folder that holds it");
        } else if target.is_dir() {
            self.walked.linked.push(target.clone());
            self.folder(Folder { path: &path, disk: &target, entered_from: &entered_from });
        } else if target.is_file() {
            self.found(path, target);
        } else {
            self.report_unreadable(path, "is a link to what is neither a file nor a folder");
        }
    }

    fn found(&self, path: String, disk: PathBuf) {
        // Whoever reads the files waits until the walk has ended.
        let _ = self.found.send(Found { path: SourcePath::from(path), disk });
    }

    fn walk_failed(&mut self, folder: Folder<'_>, error: &walkdir::Error) {
        let path = error.path().map_or_else(|| folder.path.to_owned(), |path| path_in_project(folder, path));
        let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        self.report_unreadable(path, &format!("cannot be read: {reason}"));
    }

    fn report_unreadable(&mut self, path: String, what: &str) {
        let path = SourcePath::from(path);
        self.walked.diagnostics.push(Diagnostic::about_file(&UNREADABLE, format!("{path} {what}"), &path));
    }

    fn name_is_not_text(&mut self, path: String) {
        let path = SourcePath::from(path);
        let report = Diagnostic::about_file(&NOT_UTF8, "the name of this file is not UTF-8", &path);
        self.walked.diagnostics.push(report.help("rename it: its address would be unreadable"));
    }

    fn report_leaving(&mut self, path: String, target: &Path) {
        let path = SourcePath::from(path);
        let message = format!("a link leads out of the project, to {}", target.display());
        let report = Diagnostic::about_file(&LINK_LEAVES_ROOT, message, &path);
        self.walked.diagnostics.push(report.help("put the file itself here; nothing behind the link was read"));
    }
}

/// The path that the other stages know an entry of `folder` by.
fn path_in_project(folder: Folder<'_>, disk: &Path) -> String {
    let below = disk.strip_prefix(folder.disk).unwrap_or(disk).to_string_lossy();
    let mut path = String::with_capacity(folder.path.len() + 1 + below.len());
    path.push_str(folder.path);
    if !below.is_empty() {
        path.push('/');
        path.push_str(&below);
    }
    if MAIN_SEPARATOR == '/' { path } else { path.replace(MAIN_SEPARATOR, "/") }
}
