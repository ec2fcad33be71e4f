//! Takes the handbook through the stages again and again. What has not changed since the last time is taken over:
//! the text of files, and what was parsed from it.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use crate::cli::policy::Policy;
use crate::diagnostic::{self, Diagnostics, Severity};
use crate::load::{Body, IoError, Roots, SourceFile, Sources, load_again};
use crate::parse::{Documents, parse, parse_again};
use crate::path::{OutPath, SourcePath};
use crate::plan::{Drafts, PageKind, Site, plan};
use crate::render::{Outputs, Purpose, render};
use crate::verify::verify;

/// A site and the table of its outputs.
pub(super) struct Version {
    pub(super) site: Site,
    pub(super) outputs: Outputs,
}

/// What came of taking the handbook through the stages.
pub(super) struct Attempt {
    pub(super) version: Version,
    /// All that was found, sorted, as severe as this run has it.
    pub(super) diagnostics: Diagnostics,
    /// The files that differ from those of the last sound attempt.
    pub(super) changed: BTreeSet<SourcePath>,
}

/// What is kept from one attempt to the next.
pub(super) struct Workshop {
    roots: Roots,
    policy: Policy,
    sources: Sources,
    load_diagnostics: Diagnostics,
    documents: Option<Documents>,
    /// What changed since the last sound attempt.
    changed: BTreeSet<SourcePath>,
    /// The outputs that somebody looks at: they are made on trial before a version counts as sound.
    on_screen: Vec<OutPath>,
}

impl Workshop {
    /// A workshop for the handbook at `roots`.
    pub(super) fn new(roots: Roots, policy: Policy) -> Self {
        Self {
            roots,
            policy,
            sources: Sources::default(),
            load_diagnostics: Diagnostics::new(),
            documents: None,
            changed: BTreeSet::new(),
            on_screen: Vec::new(),
        }
    }

    /// Notes which outputs somebody looks at.
    pub(super) fn look_at(&mut self, on_screen: Vec<OutPath>) {
        self.on_screen = on_screen;
    }

    /// Takes the handbook through the stages; `None` when nothing has changed since the last attempt.
    ///
    /// # Errors
    /// When it cannot be read as a whole.
    pub(super) fn attempt(&mut self) -> Result<Option<Attempt>, IoError> {
        let loaded = load_again(&self.roots, &self.sources);
        let (sources, load_diagnostics) = loaded.inspect_err(|_| self.documents = None)?; // what comes next is news
        let changed = differences(&self.sources, &sources);
        let is_same = changed.is_empty() && load_diagnostics == self.load_diagnostics;
        self.sources = sources;
        self.load_diagnostics = load_diagnostics;
        if is_same && self.documents.is_some() {
            return Ok(None);
        }
        self.changed.extend(changed);
        let (version, diagnostics) = self.understand();
        let changed = self.changed.clone();
        if !has_errors(&diagnostics) {
            self.changed.clear();
        }
        Ok(Some(Attempt { version, diagnostics, changed }))
    }

    /// Looks whether files have changed, and if so, waits until two looks a moment apart see the same: an author may
    /// still be saving. Whether it is worth an attempt.
    pub(super) fn wait_until_quiet(&self) -> bool {
        let look = || load_again(&self.roots, &self.sources).map(|(sources, _)| sources);
        let Ok(mut before) = look() else { return self.documents.is_some() };
        if self.documents.is_some() && differences(&self.sources, &before).is_empty() {
            return false;
        }
        for _ in 0..20 {
            thread::sleep(Duration::from_millis(50));
            let Ok(now) = look() else { break };
            if differences(&before, &now).is_empty() {
                break;
            }
            before = now;
        }
        true
    }

    fn understand(&mut self) -> (Version, Diagnostics) {
        let mut diagnostics = self.load_diagnostics.clone();
        let (documents, found) = match &self.documents {
            Some(before) => parse_again(&self.sources, before),
            None => parse(&self.sources),
        };
        diagnostics.extend(found);
        let (site, found) = plan(documents.clone(), self.sources.clone(), Drafts::Shown);
        self.documents = Some(documents);
        diagnostics.extend(found);
        let (verified, (outputs, found)) = rayon::join(|| verify(&site), || render(&site, Purpose::Preview));
        diagnostics.extend(verified);
        diagnostics.extend(found);
        let version = Version { site, outputs };
        let mut diagnostics = self.policy.apply(&version.site.config, diagnostics);
        diagnostics.extend(version.trial(&self.on_screen));
        diagnostic::sort(&mut diagnostics);
        (version, diagnostics)
    }
}

impl Attempt {
    /// Whether it can be served in place of the last one.
    pub(super) fn is_sound(&self) -> bool {
        !has_errors(&self.diagnostics)
    }

    /// How many pages somebody wrote.
    pub(super) fn page_count(&self) -> usize {
        self.version.site.pages.iter().filter(|page| page.written).count()
    }

    /// The files that changed, as a person says it: `content/a.md and 3 more`.
    pub(super) fn changed_in_words(&self) -> String {
        match (self.changed.first(), self.changed.len()) {
            (None, _) => "the files on disk".to_owned(),
            (Some(path), 1) => path.to_string(),
            (Some(path), count) => format!("{path} and {} more", count - 1),
        }
    }
}

impl Version {
    /// What goes wrong when outputs are made that show whether the templates work: those that somebody looks at,
    /// and one page of each kind.
    fn trial(&self, on_screen: &[OutPath]) -> Diagnostics {
        let kinds = [PageKind::Home, PageKind::Section, PageKind::Guide, PageKind::Checklist, PageKind::Quiz];
        let pages = kinds.iter().filter_map(|kind| self.site.pages.iter().find(|page| page.kind == *kind));
        let samples: BTreeSet<OutPath> =
            pages.map(|page| page.address.out_path()).chain(on_screen.iter().cloned()).collect();
        let outputs = samples.iter().filter_map(|path| self.outputs.get(path.as_str()));
        outputs.filter_map(|output| output.bytes(&self.site).err()).collect()
    }
}

fn has_errors(diagnostics: &Diagnostics) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The paths of files that are in one of two loads only, or differ. Both are sorted by path.
fn differences(before: &Sources, now: &Sources) -> BTreeSet<SourcePath> {
    let mut old = before.files().iter().peekable();
    let mut changed = BTreeSet::new();
    for file in now.files() {
        while let Some(gone) = old.next_if(|old| old.path < file.path) {
            changed.insert(gone.path.clone());
        }
        let stayed = old.next_if(|old| old.path == file.path);
        if stayed.is_none_or(|old| !is_same(old, file)) {
            changed.insert(file.path.clone());
        }
    }
    changed.extend(old.map(|gone| gone.path.clone()));
    changed
}

fn is_same(a: &SourceFile, b: &SourceFile) -> bool {
    match (&a.body, &b.body) {
        (Body::Text(a), Body::Text(b)) => std::sync::Arc::ptr_eq(a, b) || a == b,
        (Body::Bytes(a), Body::Bytes(b)) => a == b,
        (Body::OnDisk { path, .. }, Body::OnDisk { path: other, .. }) => {
            let stamp = |file: &SourceFile| file.stamp.map(|stamp| (stamp.modified, stamp.length));
            path == other && stamp(a) == stamp(b)
        }
        _ => false,
    }
}
