//! Waits for edits: told by the system, or by looking again and again where the system does not tell (network file
//! systems, containers). What was edited is not passed on; whoever is woken looks at all files.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::path::{Path, PathBuf};

use crate::cli::reporter::Reporter;
use crate::load::{Roots, is_passed_over};

/// An edit is over when nothing has happened for so long: editors rename, then write; `git checkout` writes for a while.
const QUIET: Duration = Duration::from_millis(20);
/// A burst that does not end is looked at now and then all the same.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often files are looked at where the system does not tell.
const POLL: Duration = Duration::from_millis(300);

/// A way to wait for edits.
pub(super) enum Watch {
    /// The system tells.
    Told {
        /// What it tells.
        events: Mutex<Receiver<Told>>,
        /// What it tells with, and the folders it watches.
        watcher: Mutex<Folders>,
    },
    /// Nobody tells.
    Polling,
}

/// What the system tells.
pub(super) enum Told {
    /// Something happened to a file of the handbook.
    Edit,
    /// A folder that is watched was made, moved or removed.
    Folder,
}

/// The folders that are watched.
pub(super) struct Folders {
    watcher: RecommendedWatcher,
    root: PathBuf,
}

impl Watch {
    /// A way to wait for edits of the handbook at `roots`; `poll`: do not rely on the system.
    pub(super) fn new(roots: &Roots, poll: bool, reporter: &Reporter) -> Self {
        if poll {
            return Self::Polling;
        }
        let (tell, events) = mpsc::channel();
        match Folders::watch(roots, tell) {
            Ok(folders) => Self::Told { events: Mutex::new(events), watcher: Mutex::new(folders) },
            Err(error) => {
                reporter.note(&format!("the system does not tell of edits ({error}); files are looked at every 0.3 s"));
                Self::Polling
            }
        }
    }

    /// Whether files are looked at again and again.
    pub(super) fn is_polling(&self) -> bool {
        matches!(self, Self::Polling)
    }

    /// Waits until there may be something new; returns when it was noticed.
    pub(super) fn wait(&self) -> Instant {
        match self {
            Self::Polling => {
                thread::sleep(POLL);
                Instant::now()
            }
            Self::Told { events, watcher } => {
                let events = events.lock().unwrap_or_else(PoisonError::into_inner);
                let (noticed, folders_changed) = wait_for_quiet(&events);
                if folders_changed {
                    watcher.lock().unwrap_or_else(PoisonError::into_inner).watch_again();
                }
                noticed
            }
        }
    }
}

/// Waits for an event, then until there are no more; whether one was about a watched folder itself.
fn wait_for_quiet(events: &Receiver<Told>) -> (Instant, bool) {
    let Ok(first) = events.recv() else {
        loop {
            thread::park(); // the system has stopped telling, for good
        }
    };
    let noticed = Instant::now();
    let mut folders_changed = matches!(first, Told::Folder);
    while noticed.elapsed() < PATIENCE {
        match events.recv_timeout(QUIET) {
            Ok(told) => folders_changed |= matches!(told, Told::Folder),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    (noticed, folders_changed)
}

impl Folders {
    fn watch(roots: &Roots, tell: Sender<Told>) -> notify::Result<Self> {
        let root = roots.root.canonicalize().map_err(notify::Error::io)?;
        let told_root = root.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if let Some(told) = told_by(event, &told_root) {
                let _ = tell.send(told); // nobody listens once the server ends
            }
        })?;
        let mut folders = Self { watcher, root };
        folders.watcher.watch(&folders.root, RecursiveMode::NonRecursive)?;
        folders.watcher.watch(&folders.root.join("content"), RecursiveMode::Recursive)?;
        let themes = folders.root.join("themes");
        if themes.is_dir() {
            folders.watcher.watch(&themes, RecursiveMode::Recursive)?;
        }
        Ok(folders)
    }

    /// Watches the folders that stand there now: they may be others of the same name.
    fn watch_again(&mut self) {
        for name in ["content", "themes"] {
            let folder = self.root.join(name);
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                let _ = self.watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }
}

/// What `event` means for the handbook at `root`, if anything.
fn told_by(event: notify::Result<Event>, root: &Path) -> Option<Told> {
    let Ok(event) = event else { return Some(Told::Edit) }; // something got lost: better look
    if event.need_rescan() {
        return Some(Told::Folder);
    }
    if !is_an_edit(event.kind) {
        return None;
    }
    let is_top = |path: &PathBuf| *path == root.join("content") || *path == root.join("themes");
    let is_more_than_an_entry = !matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
    if is_more_than_an_entry && event.paths.iter().any(is_top) {
        return Some(Told::Folder);
    }
    event.paths.iter().any(|path| is_ours(path, root)).then_some(Told::Edit)
}

/// Whether something was written, made, moved or removed, rather than read.
fn is_an_edit(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    }
}

/// Whether `path` is a part of the handbook, and not what an editor leaves beside it.
fn is_ours(path: &Path, root: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return true }; // behind a link
    let mut names = below.components().map(|name| name.as_os_str().to_string_lossy());
    let is_in = names.next().is_some_and(|top| top == "content" || top == "themes");
    is_in && !names.any(|name| is_passed_over(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_part_of_a_handbook_wakes_anybody() {
        let root = Path::new("/h");
        for path in ["content/a.md", "content/a/b/c.png", "themes/mine/styles/x.css"] {
            assert!(is_ours(&root.join(path), root), "{path}");
        }
        for path in ["public/index.html", "content/.a.md.swp", "content/.git/index", "content/4913", "notes.md", ""] {
            assert!(!is_ours(&root.join(path), root), "{path}");
        }
    }
}
