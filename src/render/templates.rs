//! The theme's templates in Tera, and Tera's errors as diagnostics that name template, line and page.

use serde_json::Value as Json;
use tera::value::Key;
use tera::{Context, ErrorKind, Kwargs, Map, State, Tera, Value};

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Place, Span, nearest};
use crate::load::Body;
use crate::path::SourcePath;
use crate::plan::{Site, Theme};

/// A template that cannot be read or fails.
pub(super) static TEMPLATE: Check = Check::error("template", "a template of the theme is faulty");

/// The templates of a theme, ready to render, with what all pages share.
pub(super) struct Templates {
    tera: Tera,
}

impl Templates {
    /// Reads the theme's templates; `shared` is what every template sees.
    pub(super) fn new(site: &Site, shared: Vec<(&'static str, Value)>) -> (Self, Diagnostics) {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        tera.register_filter("json", json);
        let texts =
            site.theme.files.iter().filter_map(|(path, file)| match (&file.body, path.strip_prefix("templates/")) {
                (Body::Text(text), Some(name)) => Some((name, &**text)),
                _ => None,
            });
        let diagnostics = match tera.add_raw_templates(texts) {
            Ok(()) => Diagnostics::new(),
            Err(error) => vec![diagnose(&error, &site.theme, "", None)],
        };
        for (name, value) in shared {
            tera.global_context().insert_value(name, value);
        }
        (Self { tera }, diagnostics)
    }

    /// Renders the template of a whole page of `kind`.
    pub(super) fn render_kind(
        &self,
        site: &Site,
        kind: &str,
        page: &SourcePath,
        context: &Context,
    ) -> Result<String, Diagnostic> {
        self.render(site, &format!("kinds/{kind}.html"), page, context)
    }

    /// Renders the template `name` for `page`.
    pub(super) fn render(
        &self,
        site: &Site,
        name: &str,
        page: &SourcePath,
        context: &Context,
    ) -> Result<String, Diagnostic> {
        self.tera.render(name, context).map_err(|error| diagnose(&error, &site.theme, name, Some(page)))
    }
}

/// A map for templates.
pub(super) fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    let mut map = Map::with_capacity(N);
    for (key, value) in entries {
        map.insert(Key::Str(key), value);
    }
    Value::from(map)
}

/// A string that holds HTML already.
pub(super) fn html(text: &str) -> Value {
    Value::safe_string(text)
}

/// A plain string; `none` without one.
pub(super) fn optional(text: Option<&str>) -> Value {
    text.map_or_else(Value::none, Value::from)
}

/// A number of things, as templates count them.
pub(super) fn count(number: usize) -> Value {
    Value::from(number)
}

/// JSON that is safe in a script element and in an attribute, whatever its quotation marks.
#[allow(clippy::needless_pass_by_value)] // the shape that Tera asks for
fn json(value: Value, _: Kwargs, _: &State) -> Value {
    let text = serde_json::to_string(&value).unwrap_or_else(|_| Json::Null.to_string());
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' => {
                use std::fmt::Write;
                let _ = write!(escaped, "\\u{:04x}", u32::from(character));
            }
            character => escaped.push(character),
        }
    }
    Value::safe_string(&escaped)
}

/// What Tera says, as a diagnostic in the template's file.
fn diagnose(error: &tera::Error, theme: &Theme, name: &str, page: Option<&SourcePath>) -> Diagnostic {
    let (message, filename, span) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), report.filename().to_owned(), Some(report.span().clone()))
        }
        _ => (error.to_string(), name.to_owned(), None),
    };
    let file = theme.files.get(&format!("templates/{filename}"));
    let path = file.map_or_else(|| SourcePath::from(format!("templates/{filename}")), |file| file.path.clone());
    let text = file.and_then(|file| match &file.body {
        Body::Text(text) => Some(&**text),
        _ => None,
    });
    let span = span.map(|span| Span::new(span.range));
    let message = first_line(&message);
    let message = page.map_or_else(|| message.clone(), |page| format!("{message} (while making {page})"));
    let help = span.zip(text).and_then(|(span, text)| suggestion(text.get(span.range())?, theme));
    let place = Place { path, span };
    Diagnostic { check: &TEMPLATE, severity: TEMPLATE.severity, message, place, help: None }.maybe_help(help)
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_owned()
}

/// The known name nearest to the last part of a misspelt `page.titel`.
fn suggestion(wrong: &str, theme: &Theme) -> Option<String> {
    let last = wrong.rsplit('.').next().unwrap_or(wrong).trim();
    if last.is_empty() || !last.chars().all(|character| character.is_alphanumeric() || character == '_') {
        return None;
    }
    let strings = theme.strings.keys().map(String::as_str);
    let settings = theme.settings.keys().map(String::as_str);
    let known = super::view::NAMES.iter().copied().chain(strings).chain(settings).filter(|name| *name != last);
    let near = nearest(last, known)?;
    Some(format!("did you mean `{near}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_can_stand_in_a_script_and_in_an_attribute() {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        tera.register_filter("json", json);
        tera.add_raw_template("a.html", "{{ x | json }}").unwrap();
        let mut context = Context::new();
        context.insert("x", "</script>'&");
        assert_eq!(tera.render("a.html", &context).unwrap(), r#""\u003c/script\u003e\u0027\u0026""#);
    }
}
