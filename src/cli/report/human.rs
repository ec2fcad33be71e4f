//! A diagnostic as a person reads it:
//!
//! ```text
//! error[broken-link]: no page at ../foo.md
//!   --> content/a/b.md:12:5
//!    |
//! 12 | See [the rules](../foo.md).
//!    |                 ^^^^^^^^^
//!    = help: did you mean ../food.md?
//! ```

use std::fmt::Write as _;

use super::excerpt::{self, Position};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::load::Sources;

/// How reports look on the terminal they go to.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Look {
    /// Whether it shows colours.
    pub(in super::super) colour: bool,
    /// How many columns it has.
    pub(in super::super) width: usize,
}

/// What a piece of a report is, for its colour.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum Paint {
    Error,
    Warning,
    Help,
    Frame,
    Strong,
}

impl Look {
    /// `text` in the colour of what it is.
    pub(in super::super) fn paint(self, paint: Paint, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Error => "1;31",
            Paint::Warning => "1;33",
            Paint::Help => "1;36",
            Paint::Frame => "1;34",
            Paint::Strong => "1",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }
}

/// The whole report of one diagnostic, with an empty line after it.
pub(in super::super) fn human(diagnostic: &Diagnostic, sources: &Sources, look: Look) -> String {
    let mut report = headline(diagnostic, look);
    let source = sources.text(diagnostic.place.path.as_str());
    if let Some((text, span)) = source.zip(diagnostic.place.span) {
        push_excerpt(&mut report, diagnostic, text, span, look);
    } else {
        let path = plain(diagnostic.place.path.as_str());
        let _ = writeln!(report, "  {} {path}", look.paint(Paint::Frame, "-->"));
        push_help(&mut report, diagnostic, 2, look);
    }
    report.push('\n');
    report
}

/// `text` with nothing in it that could steer a terminal; line ends stay.
pub(in super::super) fn plain(text: &str) -> String {
    text.chars().map(|character| if character == '\n' { character } else { excerpt::visible(character) }).collect()
}

fn paint_of(severity: Severity) -> Paint {
    match severity {
        Severity::Error => Paint::Error,
        Severity::Warning => Paint::Warning,
    }
}

fn headline(diagnostic: &Diagnostic, look: Look) -> String {
    let kind = format!("{}[{}]", diagnostic.severity.as_str(), diagnostic.check.code);
    let message = look.paint(Paint::Strong, &plain(&diagnostic.message));
    format!("{}: {message}\n", look.paint(paint_of(diagnostic.severity), &kind))
}

fn push_excerpt(report: &mut String, diagnostic: &Diagnostic, text: &str, span: Span, look: Look) {
    let Position { line, column } = excerpt::position(text, span.range().start);
    let number = line.to_string();
    let gutter = number.len();
    let excerpt = excerpt::excerpt(text, span, look.width.saturating_sub(gutter + 3));
    let (before, length) = excerpt.columns();
    let frame = |text: &str| look.paint(Paint::Frame, text);
    let carets = look.paint(paint_of(diagnostic.severity), &"^".repeat(length));
    let indent = " ".repeat(gutter);
    let path = plain(diagnostic.place.path.as_str());
    let _ = writeln!(report, "{indent}{} {path}:{line}:{column}", frame("-->"));
    let _ = writeln!(report, "{indent} {}", frame("|"));
    let _ = writeln!(report, "{} {}", frame(&format!("{number} |")), excerpt.line());
    let _ = writeln!(report, "{indent} {} {}{carets}", frame("|"), " ".repeat(before));
    push_help(report, diagnostic, gutter, look);
}

fn push_help(report: &mut String, diagnostic: &Diagnostic, gutter: usize, look: Look) {
    let Some(help) = &diagnostic.help else { return };
    let indent = " ".repeat(gutter);
    let below = format!("\n{indent}         ");
    let help = plain(help).replace('\n', &below);
    let _ = writeln!(report, "{indent} {} {}: {help}", look.paint(Paint::Frame, "="), look.paint(Paint::Help, "help"));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Check;
    use crate::load::{Body, Role, SourceFile};
    use crate::path::SourcePath;

    static CHECK: Check = Check::error("broken-link", "");
    const PLAIN: Look = Look { colour: false, width: 80 };

    fn sources(text: &str) -> Sources {
        let body = Body::Text(Arc::from(text));
        Sources::new([SourceFile { path: SourcePath::new("content/a.md"), role: Role::Page, body, stamp: None }])
    }

    #[test]
    fn a_report_shows_the_line_and_what_was_meant() {
        let text = format!("{}See [the rules](../foo.md).\n", "\n".repeat(11));
        let start = text.find("../").unwrap();
        let span = Span::new(start..start + 9);
        let report = Diagnostic::new(&CHECK, "no page at ../foo.md", &SourcePath::new("content/a.md"), span);
        let expected = "\
error[broken-link]: no page at ../foo.md
  --> content/a.md:12:17
   |
12 | See [the rules](../foo.md).
   |                 ^^^^^^^^^
   = help: did you mean ../food.md?
           or nothing

";
        let help = "did you mean ../food.md?\nor nothing";
        assert_eq!(human(&report.help(help), &sources(&text), PLAIN), expected);
    }

    #[test]
    fn a_report_on_a_whole_file_names_it() {
        let report = Diagnostic::about_file(&CHECK, "gone", &SourcePath::new("content/\x1b.md")).help("look");
        let expected = "error[broken-link]: gone\n  --> content/␛.md\n   = help: look\n\n";
        assert_eq!(human(&report, &Sources::default(), PLAIN), expected);
    }

    #[test]
    fn colour_is_there_only_when_it_is_asked_for() {
        let report = Diagnostic::about_file(&CHECK, "gone", &SourcePath::new("content/a.md"));
        let coloured = human(&report, &Sources::default(), Look { colour: true, ..PLAIN });
        assert!(coloured.starts_with("\x1b[1;31merror[broken-link]\x1b[0m: "));
        assert!(!human(&report, &Sources::default(), PLAIN).contains('\x1b'));
    }
}
