//! What is wrong with a handbook, as data: every stage returns [`Diagnostics`] and goes on, the
//! command alone prints them. A diagnostic names its [`Check`], the words it is about and, where
//! something near exists, what was probably meant.

use crate::path::SourcePath;

/// A run of bytes in a source file, counted from the top of the *file*.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of `range`; offsets beyond 4 GiB are clamped (no page is that long).
    pub fn new(range: std::ops::Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(range.start), end: clamp(range.end) }
    }

    /// The span as a range of byte offsets.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Whether a diagnostic stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The page works; its author should know.
    Warning,
    /// The page does not do what its author wrote.
    Error,
}

impl Severity {
    /// The word that opens a report: `error` or `warning`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One kind of mistake that is looked for; `--warn`, `--allow` and `checks:` take its code.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// A name in kebab case: `broken-link`.
    pub code: &'static str,
    /// What it is unless the author says otherwise.
    pub severity: Severity,
    /// One sentence for `handbook check --list`.
    pub about: &'static str,
}

impl Check {
    /// A check whose finding stops the build.
    pub const fn error(code: &'static str, about: &'static str) -> Self {
        Self { code, severity: Severity::Error, about }
    }

    /// A check whose finding is only told.
    pub const fn warning(code: &'static str, about: &'static str) -> Self {
        Self { code, severity: Severity::Warning, about }
    }
}

/// Where a diagnostic points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the root.
    pub path: SourcePath,
    /// The words in it; `None` when it is about the file as a whole.
    pub span: Option<Span>,
}

/// One mistake, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The check that found it.
    pub check: &'static Check,
    /// Its severity in this run.
    pub severity: Severity,
    /// One line, without a full stop.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What to do about it, or the nearest thing that exists.
    pub help: Option<String>,
}

/// The diagnostics of a stage, in no particular order until [`sort`]ed.
pub type Diagnostics = Vec<Diagnostic>;

impl Diagnostic {
    /// A finding of `check` at `span` of the file at `path`.
    pub fn new(check: &'static Check, message: impl Into<String>, path: &SourcePath, span: Span) -> Self {
        let place = Place { path: path.clone(), span: Some(span) };
        Self { check, severity: check.severity, message: message.into(), place, help: None }
    }

    /// A finding of `check` about the whole file (or folder) at `path`.
    pub fn about_file(check: &'static Check, message: impl Into<String>, path: &SourcePath) -> Self {
        let place = Place { path: path.clone(), span: None };
        Self { check, severity: check.severity, message: message.into(), place, help: None }
    }

    /// The same with a word of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with help if there is any.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// The order of a report: by file, then by place in it, then by code.
pub fn sort(diagnostics: &mut Diagnostics) {
    diagnostics.sort_by(|a, b| (&a.place, a.check.code, &a.message).cmp(&(&b.place, b.check.code, &b.message)));
    diagnostics.dedup();
}

/// The candidate nearest to `wrong` in spelling, if any is near enough to be what was meant.
///
/// Damerau-Levenshtein, at most a third of the word's length (at least one edit); letter case costs nothing. Where none
/// is that near, the shortest that goes on where `wrong` ends: `alias` for `aliases`.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    let bound = (length / 3).max(1);
    let rank = |candidate: &'a str| {
        let lower = candidate.to_lowercase();
        let distance = strsim::damerau_levenshtein(&wrong, &lower);
        let goes_on = length >= 3 && lower.starts_with(&wrong);
        (distance <= bound || goes_on).then_some((distance > bound, distance, candidate))
    };
    candidates.into_iter().filter_map(rank).min().map(|(_, _, candidate)| candidate)
}
