//! What is served now: the newest sound version, what is wrong with the files on disk, and what has changed of late.
//! Readers take a snapshot, which stays whole however often it is replaced meanwhile.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use tokio::sync::watch;

use super::author::{Finding, Findings};
use super::editor::Editor;
use super::workshop::{Attempt, Version};
use crate::diagnostic::Diagnostic;
use crate::load::{IoError, Role};
use crate::path::{OutPath, SourcePath};
use crate::render::Bytes;

/// How many changes a page that was away can catch up with.
const REMEMBERED: usize = 50;
/// How many theme folders are kept for pages that were loaded with them.
const THEMES: usize = 8;
/// How many pages are tried before a version is served.
const ON_SCREEN: usize = 8;

/// What is served now.
pub(super) struct Live {
    now: watch::Sender<Arc<Snapshot>>,
    editor: Option<Editor>,
    on_screen: Mutex<VecDeque<OutPath>>,
    /// Versions that were replaced, until nobody reads from them any more.
    retired: Mutex<Vec<Arc<Version>>>,
}

/// What is served at one moment.
#[derive(Clone)]
pub(super) struct Snapshot {
    /// Tells this run of the server from others.
    pub(super) session: u64,
    /// Counts what was told of: versions and findings.
    pub(super) number: u64,
    pub(super) version: Arc<Version>,
    /// The version before, for a page that the newest fails to make.
    pub(super) before: Option<Arc<Version>>,
    pub(super) themes: VecDeque<Arc<OldTheme>>,
    pub(super) findings: Arc<Findings>,
    pub(super) changes: VecDeque<Arc<Change>>,
    /// Whether the server is about to end.
    pub(super) closing: bool,
}

/// The files of a theme as it was, for pages that were loaded with it.
pub(super) struct OldTheme {
    folder: String,
    files: Vec<(OutPath, Arc<[u8]>)>,
}

/// A change of what is served.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    pub(super) number: u64,
    kind: Kind,
    /// The files that changed.
    files: Vec<String>,
    /// From the first sign of the change until it was served.
    milliseconds: u64,
}

/// How much of a page a change can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// Only how it looks.
    Style,
    /// What it says.
    Content,
    /// Anything.
    All,
}

impl Live {
    /// What the first attempt has made, sound or not.
    pub(super) fn new(attempt: Attempt, editor: Option<Editor>) -> Self {
        let findings = Findings::of(&attempt.diagnostics, &attempt.version.site.sources, editor.as_ref());
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let snapshot = Snapshot {
            session: now.subsec_nanos().into(),
            number: 0,
            version: Arc::new(attempt.version),
            before: None,
            themes: VecDeque::new(),
            findings: Arc::new(findings),
            changes: VecDeque::new(),
            closing: false,
        };
        let now = watch::Sender::new(Arc::new(snapshot));
        Self { now, editor, on_screen: Mutex::default(), retired: Mutex::default() }
    }

    /// What is served at this moment.
    pub(super) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.borrow())
    }

    /// Every snapshot from now on.
    pub(super) fn subscribe(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.now.subscribe()
    }

    /// Where the author's editor opens a file.
    pub(super) fn editor(&self) -> Option<&Editor> {
        self.editor.as_ref()
    }

    /// Tells of an attempt; serves it if it is sound.
    pub(super) fn renew(&self, attempt: Attempt, took: Duration) {
        let findings = Findings::of(&attempt.diagnostics, &attempt.version.site.sources, self.editor.as_ref());
        let is_sound = attempt.is_sound();
        let before = self.snapshot();
        let theme = is_sound.then(|| OldTheme::left_by(&before.version, &attempt.version)).flatten();
        self.update(|snapshot| {
            snapshot.findings = Arc::new(findings);
            if is_sound {
                snapshot.remember(Change::new(snapshot.number, &attempt, took));
                snapshot.themes.extend(theme.map(Arc::new));
                snapshot.themes.drain(..snapshot.themes.len().saturating_sub(THEMES));
                snapshot.before = Some(std::mem::replace(&mut snapshot.version, Arc::new(attempt.version)));
            }
        });
        if let Some(retired) = before.before.as_ref().filter(|_| is_sound) {
            self.retired.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(retired));
        }
    }

    /// Tells that the handbook cannot be read at all.
    pub(super) fn lost(&self, error: &IoError) {
        self.update(|snapshot| snapshot.findings = Arc::new(Findings::lost(error)));
    }

    /// Tells that the version `number` fails to make an output.
    pub(super) fn fault(&self, version: &Arc<Version>, diagnostic: &Diagnostic) {
        let finding = Finding::of(diagnostic, &version.site.sources, self.editor.as_ref());
        let is_news = {
            let now = self.now.borrow();
            Arc::ptr_eq(&now.version, version) && !now.findings.holds(&finding)
        };
        if is_news {
            self.update(|snapshot| snapshot.findings = Arc::new(snapshot.findings.with(finding)));
        }
    }

    /// Tells all pages that the server ends.
    pub(super) fn close(&self) {
        self.update(|snapshot| snapshot.closing = true);
    }

    /// Notes that somebody looks at the output `path`.
    pub(super) fn looked_at(&self, path: &OutPath) {
        let mut on_screen = self.on_screen.lock().unwrap_or_else(PoisonError::into_inner);
        on_screen.retain(|known| known != path);
        on_screen.push_front(path.clone());
        on_screen.truncate(ON_SCREEN);
    }

    /// The outputs that were looked at last.
    pub(super) fn on_screen(&self) -> Vec<OutPath> {
        self.on_screen.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Gives back the memory of versions that nobody reads from, here rather than in the middle of an answer.
    pub(super) fn sweep(&self) {
        self.retired.lock().unwrap_or_else(PoisonError::into_inner).retain(|version| Arc::strong_count(version) > 1);
    }

    fn update(&self, change: impl FnOnce(&mut Snapshot)) {
        self.now.send_modify(|now| {
            let mut snapshot = Snapshot::clone(now);
            snapshot.number += 1;
            change(&mut snapshot);
            *now = Arc::new(snapshot);
        });
    }
}

impl Snapshot {
    fn remember(&mut self, change: Change) {
        self.changes.push_back(Arc::new(change));
        self.changes.drain(..self.changes.len().saturating_sub(REMEMBERED));
    }

    /// A file of a theme that was served a while ago.
    pub(super) fn old_theme_file(&self, path: &str) -> Option<Arc<[u8]>> {
        let (folder, _) = path.split_once('/')?;
        let theme = self.themes.iter().rev().find(|theme| theme.folder == folder)?;
        let index = theme.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        theme.files.get(index).map(|(_, bytes)| Arc::clone(bytes))
    }
}

impl OldTheme {
    /// The theme's files in `old`, if `new` does not have them any more.
    fn left_by(old: &Version, new: &Version) -> Option<Self> {
        let folder = old.site.theme.folder.clone();
        if folder == new.site.theme.folder {
            return None;
        }
        let inside = old.outputs.iter().filter(|(path, _)| path.as_str().split('/').next() == Some(&folder));
        let files = inside.filter_map(|(path, output)| {
            let bytes: Arc<[u8]> = match output.bytes(&old.site).ok()? {
                Bytes::Memory(bytes) => bytes.into(),
                Bytes::Static(bytes) => bytes.into(),
                Bytes::File(path) => std::fs::read(path).ok()?.into(),
            };
            Some((path.clone(), bytes))
        });
        Some(Self { files: files.collect(), folder })
    }
}

impl Change {
    fn new(number: u64, attempt: &Attempt, took: Duration) -> Self {
        Self {
            number,
            kind: Kind::of(&attempt.changed),
            files: attempt.changed.iter().take(20).map(ToString::to_string).collect(),
            milliseconds: took.as_millis().try_into().unwrap_or(u64::MAX),
        }
    }
}

impl Kind {
    fn of(changed: &BTreeSet<SourcePath>) -> Self {
        let is_style = |path: &SourcePath| Role::of(path) == Some(Role::Theme) && path.extension() == "css";
        let is_content = |path: &SourcePath| matches!(Role::of(path), Some(Role::Page | Role::Asset));
        if changed.iter().all(is_style) {
            Self::Style
        } else if changed.iter().all(is_content) {
            Self::Content
        } else {
            Self::All
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::workshop::Workshop;
    use super::*;
    use crate::cli::policy::Policy;
    use crate::load::Roots;

    #[test]
    fn replaced_versions_are_given_back() {
        let project = tempfile::tempdir().unwrap();
        let page = project.path().join("content/index.md");
        fs::create_dir(project.path().join("content")).unwrap();
        let mut workshop = Workshop::new(Roots { root: project.path().to_owned() }, Policy::default());
        let mut attempt = |text: &str| {
            fs::write(&page, text).unwrap();
            workshop.attempt().unwrap().unwrap()
        };
        let live = Live::new(attempt("# Home\n"), None);
        for round in 0..4 {
            live.renew(attempt(&format!("# Home\n\n{round}\n")), Duration::ZERO);
            live.renew(attempt("[x](nowhere.md)\n"), Duration::ZERO);
            live.renew(attempt("[y](nowhere.md)\n"), Duration::ZERO);
            live.sweep();
            assert_eq!(live.retired.lock().unwrap().len(), 0);
        }
        assert_eq!(live.snapshot().findings.errors, 1);
    }
}
