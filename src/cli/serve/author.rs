//! What the author is told in the page: findings with their lines, as in the terminal, and facts about the page.

use serde::Serialize;

use super::editor::Editor;
use super::live::Snapshot;
use crate::cli::report::{Shown, shown};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::load::{IoError, Sources};
use crate::parse::Kind;
use crate::plan::Page;

/// How many findings a page lists.
const LISTED: usize = 100;
/// How many words a minute people read.
const WORDS_A_MINUTE: u32 = 200;
/// The columns of an excerpt.
const COLUMNS: usize = 100;

/// All that is wrong with the files on disk.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Findings {
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The first of them, errors before warnings.
    list: Vec<Finding>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    severity: &'static str,
    code: String,
    message: String,
    help: Option<String>,
    file: String,
    /// Where in the file, and the line itself.
    place: Option<Shown>,
    /// A link that opens it in the author's editor.
    open: Option<String>,
}

/// What the panel tells of a page.
#[derive(Debug, Serialize)]
pub(super) struct Facts<'a> {
    source: &'a str,
    open: Option<String>,
    kind: &'static str,
    draft: bool,
    words: u32,
    minutes: u32,
    findings: Vec<&'a Finding>,
}

impl Findings {
    /// Those of `diagnostics`.
    pub(super) fn of(diagnostics: &Diagnostics, sources: &Sources, editor: Option<&Editor>) -> Self {
        let of = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
        let first = of(Severity::Error).chain(of(Severity::Warning)).take(LISTED);
        Self {
            errors: of(Severity::Error).count(),
            warnings: of(Severity::Warning).count(),
            list: first.map(|diagnostic| Finding::of(diagnostic, sources, editor)).collect(),
        }
    }

    /// That the handbook cannot be read at all.
    pub(super) fn lost(error: &IoError) -> Self {
        let finding = Finding {
            severity: Severity::Error.as_str(),
            code: "unreadable".to_owned(),
            message: error.source.to_string(),
            help: None,
            file: error.path.display().to_string(),
            place: None,
            open: None,
        };
        Self { errors: 1, warnings: 0, list: vec![finding] }
    }

    /// Whether `finding` is one of them.
    pub(super) fn holds(&self, finding: &Finding) -> bool {
        self.list.contains(finding)
    }

    /// The same with one more error.
    pub(super) fn with(&self, finding: Finding) -> Self {
        let mut list = self.list.clone();
        list.insert(0, finding);
        Self { errors: self.errors + 1, warnings: self.warnings, list }
    }
}

impl Finding {
    /// That of `diagnostic`.
    pub(super) fn of(diagnostic: &Diagnostic, sources: &Sources, editor: Option<&Editor>) -> Self {
        let file = diagnostic.place.path.as_str();
        let place = shown(diagnostic, sources, COLUMNS);
        let (line, column) = place.as_ref().map_or((1, 1), |place| (place.line, place.column));
        Self {
            severity: diagnostic.severity.as_str(),
            code: diagnostic.check.code.to_owned(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            file: file.to_owned(),
            open: editor.map(|editor| editor.link(file, line, column)),
            place,
        }
    }
}

impl<'a> Facts<'a> {
    /// What there is to tell of `page`.
    pub(super) fn of(page: &'a Page, snapshot: &'a Snapshot, editor: Option<&Editor>) -> Self {
        let source = page.document.path.as_str();
        let words = page.document.words;
        Self {
            source,
            open: editor.filter(|_| page.written).map(|editor| editor.link(source, 1, 1)),
            kind: match page.document.front.kind {
                Kind::Guide => "guide",
                Kind::Checklist => "checklist",
                Kind::Quiz => "quiz",
            },
            draft: page.document.front.draft,
            words,
            minutes: words.div_ceil(WORDS_A_MINUTE).max(1),
            findings: snapshot.findings.list.iter().filter(|finding| finding.file == source).collect(),
        }
    }
}
