//! A project in one text, with marks under the words that something is wrong with:
//!
//! ```text
//! What this is about, in a line.
//!
//! === content/index.md
//! See [the other](ohter.md).
//!                 ^^^^^^^^ error[broken-link]: no page at ohter.md
//!                          help: did you mean `other.md`?
//! === content/passwd -> /etc/passwd
//! ! error[link-leaves-root]: …
//! === content/bytes.md (escaped)
//! caf\xe9
//! ```
//!
//! Lines of marks are no part of the files. `!` marks a file as a whole; what is found in files that are not in
//! the text stands at its end, after `=== elsewhere`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use handbook::diagnostic::Diagnostic;

use crate::support::Project;

/// A project in one text.
pub(crate) struct Fixture {
    /// What stands before the first file.
    about: String,
    files: Vec<File>,
    /// How many marks there are.
    pub(crate) marks: usize,
}

struct File {
    /// `content/index.md`, perhaps with ` -> target` or ` (escaped)`
    header: String,
    /// Without the marks; with a line end after every line.
    text: String,
}

impl Fixture {
    /// Reads the text of a fixture.
    pub(crate) fn read(text: &str) -> Self {
        let mut fixture = Self { about: String::new(), files: Vec::new(), marks: 0 };
        let mut after_mark = false;
        for line in text.split_inclusive('\n') {
            if let Some(header) = line.strip_prefix("=== ") {
                fixture.files.push(File { header: header.trim_end().to_owned(), text: String::new() });
            } else if is_mark(line) {
                fixture.marks += 1;
            } else if let Some(file) = fixture.files.last_mut() {
                if !(after_mark && line.trim_start().starts_with("help: ")) {
                    file.text.push_str(line);
                }
            } else {
                fixture.about.push_str(line);
            }
            after_mark = is_mark(line);
        }
        fixture.files.retain(|file| file.header != "elsewhere");
        fixture
    }

    /// The project, on disk.
    pub(crate) fn project(&self) -> Project {
        let project = Project::new(&[]);
        for file in &self.files {
            if let Some((path, target)) = file.header.split_once(" -> ") {
                let link = project.at(path);
                std::fs::create_dir_all(link.parent().unwrap()).unwrap();
                std::os::unix::fs::symlink(target, link).unwrap();
            } else if file.header.ends_with(" (escaped)") {
                project.write(file.path(), unescape(&file.text));
            } else {
                project.write(file.path(), &file.text);
            }
        }
        project
    }

    /// The fixture's text with marks for `diagnostics`, which are sorted.
    pub(crate) fn marked(&self, diagnostics: &[Diagnostic]) -> String {
        let mut by_file: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in diagnostics {
            by_file.entry(diagnostic.place.path.as_str()).or_default().push(diagnostic);
        }
        let mut text = self.about.clone();
        for file in &self.files {
            let found = by_file.remove(file.path()).unwrap_or_default();
            let _ = writeln!(text, "=== {}", file.header);
            text.push_str(&file.marked(&found));
        }
        if !by_file.is_empty() {
            text.push_str("=== elsewhere\n");
        }
        for diagnostic in by_file.into_values().flatten() {
            push_mark(&mut text, &format!("! {}", diagnostic.place.path), diagnostic);
        }
        text
    }
}

impl File {
    fn path(&self) -> &str {
        let header = self.header.strip_suffix(" (escaped)").unwrap_or(&self.header);
        header.split(" -> ").next().unwrap_or_default()
    }

    fn marked(&self, found: &[&Diagnostic]) -> String {
        let mut marked = String::new();
        for diagnostic in found.iter().filter(|diagnostic| diagnostic.place.span.is_none()) {
            push_mark(&mut marked, "!", diagnostic);
        }
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let end = start + line.len();
            marked.push_str(line);
            for diagnostic in found {
                if let Some(carets) = carets(diagnostic, start..end, line, end == self.text.len()) {
                    push_mark(&mut marked, &carets, diagnostic);
                }
            }
            start = end;
        }
        marked
    }
}

/// The carets under the part of a line that `diagnostic` is about, if it begins there.
fn carets(diagnostic: &Diagnostic, line: std::ops::Range<usize>, text: &str, is_last: bool) -> Option<String> {
    let span = diagnostic.place.span?.range();
    let begins_here = line.contains(&span.start) || (is_last && span.start >= line.end);
    if !begins_here {
        return None;
    }
    let content = text.trim_end_matches(['\n', '\r']);
    let from = (span.start - line.start).min(content.len());
    let to = (span.end - line.start).clamp(from, content.len());
    let count = |part: &str| part.chars().count();
    Some(" ".repeat(count(&content[..from])) + &"^".repeat(count(&content[from..to]).max(1)))
}

fn push_mark(text: &mut String, place: &str, diagnostic: &Diagnostic) {
    let Diagnostic { severity, check, message, help, .. } = diagnostic;
    let _ = writeln!(text, "{place} {}[{}]: {}", severity.as_str(), check.code, one_line(message));
    if let Some(help) = help {
        let indent = " ".repeat(place.chars().count());
        let _ = writeln!(text, "{indent} help: {}", one_line(help));
    }
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎")
}

fn is_mark(line: &str) -> bool {
    let line = line.trim_start();
    let opens = line.starts_with('^') || line.starts_with("! ");
    opens && (line.contains(" error[") || line.contains(" warning["))
}

/// `\xe9` -> one byte
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut parts = text.split("\\x");
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend(rest.bytes());
    }
    bytes
}

/// The line and column of a byte, both from 1; columns count characters.
pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at.min(text.len())];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
