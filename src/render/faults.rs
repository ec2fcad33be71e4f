//! What Tera says of a template -> diagnostics in that template's file, with the name that was probably meant.

use tera::ErrorKind;

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Place, Span, nearest};
use crate::load::Body;
use crate::path::SourcePath;
use crate::plan::Theme;

/// A template that cannot be read or fails.
pub(super) static TEMPLATE: Check = Check::error("template", "a template of the theme is faulty");

/// What is wrong with templates before any page is made.
pub(super) fn of_reading(error: &tera::Error, theme: &Theme) -> Diagnostics {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![of_report(report, theme, None)],
        ErrorKind::MissingParent { current, parent } => {
            let help = nearest(parent, template_names(theme)).map(did_you_mean);
            vec![whole_file(&format!("there is no template `{parent}` to extend"), current, theme).maybe_help(help)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![whole_file("this template leads back to itself", tpl, theme)]
        }
        _ => of_references(&error.to_string(), theme),
    }
}

/// What went wrong while the template `name` made `page`.
pub(super) fn of_rendering(error: &tera::Error, theme: &Theme, name: &str, page: &SourcePath) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => of_report(report, theme, Some(page)),
        _ => whole_file(&while_making(&first_line(&error.to_string()), page), name, theme),
    }
}

fn of_report(report: &tera::ReportError, theme: &Theme, page: Option<&SourcePath>) -> Diagnostic {
    let (path, _) = file(theme, report.filename());
    let span = Span::new(report.span().range.clone());
    let message = first_line(report.message());
    let message = page.map_or_else(|| message.clone(), |page| while_making(&message, page));
    in_file(message, path, Some(span)).maybe_help(nearest_known(report.message()).map(did_you_mean))
}

/// Tera reports all filters, tests, functions and includes that it does not know at once, as one text:
///
/// ```text
/// error: Unknown filter `uper`
///  --> kinds/guide.html:2:17
/// ```
fn of_references(text: &str, theme: &Theme) -> Diagnostics {
    let lines: Vec<&str> = text.lines().collect();
    let reports = lines.windows(2).filter_map(|pair| {
        let message = pair[0].strip_prefix("error: ")?;
        let place = pair[1].trim_start().strip_prefix("--> ")?;
        Some(of_reference(message, place, theme))
    });
    let reports: Diagnostics = reports.collect();
    if reports.is_empty() { vec![whole_file(&first_line(text), "", theme)] } else { reports }
}

fn of_reference(message: &str, place: &str, theme: &Theme) -> Diagnostic {
    let mut parts = place.rsplitn(3, ':');
    let mut number = || parts.next().and_then(|digits| digits.parse::<usize>().ok()).unwrap_or(1);
    let (column, line) = (number(), number());
    let (path, text) = file(theme, parts.next().unwrap_or_default());
    let name = message.split('`').nth(1).unwrap_or_default();
    let span = text.and_then(|text| span_of(name, text, line, column));
    let help = message.starts_with("Unknown template").then(|| nearest(name, template_names(theme))).flatten();
    in_file(message.to_owned(), path, span).maybe_help(help.map(did_you_mean))
}

/// Where `name` stands in `text` from a line and a column on, both from 1.
fn span_of(name: &str, text: &str, line: usize, column: usize) -> Option<Span> {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(start..)?;
    let before: usize = rest.chars().take(column - 1).map(char::len_utf8).sum();
    let at = start + before + rest.get(before..)?.find(name)?;
    Some(Span::new(at..at + name.len()))
}

/// The name nearest to the misspelt one among those that Tera's message lists as known.
fn nearest_known(message: &str) -> Option<&str> {
    let wrong = message.split('`').nth(1)?;
    let (_, known) = message.split_once(" Available ")?.1.split_once(": ")?;
    nearest(wrong, known.split(", ").map(str::trim))
}

fn template_names(theme: &Theme) -> impl Iterator<Item = &str> {
    theme.files.keys().filter_map(|path| path.strip_prefix("templates/"))
}

/// The file of the template `name` and, if it is there, its text.
fn file<'a>(theme: &'a Theme, name: &str) -> (SourcePath, Option<&'a str>) {
    let within = format!("templates/{name}");
    let Some(file) = theme.files.get(&within) else { return (SourcePath::from(within), None) };
    let text = match &file.body {
        Body::Text(text) => Some(&**text),
        Body::Bytes(_) | Body::OnDisk { .. } => None,
    };
    (file.path.clone(), text)
}

fn whole_file(message: &str, name: &str, theme: &Theme) -> Diagnostic {
    in_file(message.to_owned(), file(theme, name).0, None)
}

fn in_file(message: String, path: SourcePath, span: Option<Span>) -> Diagnostic {
    Diagnostic { check: &TEMPLATE, severity: TEMPLATE.severity, message, place: Place { path, span }, help: None }
}

fn while_making(message: &str, page: &SourcePath) -> String {
    format!("{message} (while making {page})")
}

/// The first line, up to the list of all names that Tera knows.
fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    line.split(". Available ").next().unwrap_or(line).trim_end_matches('.').to_owned()
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_from_its_line_and_column() {
        let text = "<p>é</p>\n{{ é | uper }}\n";
        let span = span_of("uper", text, 2, 8).unwrap();
        assert_eq!(&text[span.range()], "uper");
        assert_eq!(span_of("uper", text, 9, 1), None);
    }

    #[test]
    fn what_was_meant_is_among_the_names_that_tera_lists() {
        let message = "Field `titel` is not defined. Available fields: href, title";
        assert_eq!(nearest_known(message), Some("title"));
        assert_eq!(nearest_known("Unexpected end of input"), None);
    }

    #[test]
    fn a_message_is_one_line_without_the_list_of_all_names() {
        assert_eq!(first_line("Field `a` is not defined. Available fields: b, c"), "Field `a` is not defined");
        assert_eq!(first_line("error: Unknown filter `x`\n --> a:1:1"), "Unknown filter `x`");
    }
}
