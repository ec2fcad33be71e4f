//! A diagnostic as a program reads it: one JSON object a line, with the same keys in the same order each time.

use serde::Serialize;

use super::excerpt;
use crate::diagnostic::Diagnostic;
use crate::load::Sources;

#[derive(Serialize)]
struct Report<'a> {
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    help: Option<&'a str>,
}

/// The line for one diagnostic, with its line end.
pub(in super::super) fn json(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let file = diagnostic.place.path.as_str();
    let position =
        diagnostic.place.span.and_then(|span| Some(excerpt::position(sources.text(file)?, span.range().start)));
    let report = Report {
        severity: diagnostic.severity.as_str(),
        code: diagnostic.check.code,
        message: &diagnostic.message,
        file,
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        help: diagnostic.help.as_deref(),
    };
    let mut text = serde_json::to_string(&report).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Check;
    use crate::path::SourcePath;

    #[test]
    fn every_key_is_there_even_without_a_value() {
        static CHECK: Check = Check::warning("unused-asset", "");
        let report = Diagnostic::about_file(&CHECK, "nobody points at \"a\"", &SourcePath::new("content/a.png"));
        let expected = r#"{"severity":"warning","code":"unused-asset","message":"nobody points at \"a\"","file":"content/a.png","line":null,"column":null,"help":null}"#;
        assert_eq!(json(&report, &Sources::default()), format!("{expected}\n"));
    }
}
