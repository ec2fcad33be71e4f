//! The theme's templates in Tera.

use serde::ser::{Serialize, SerializeStruct, Serializer};
use serde_json::Value as Json;
use tera::{Context, Kwargs, State, Tera, Value};

use super::faults;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::Body;
use crate::path::SourcePath;
use crate::plan::Site;

/// Bytes that usually stand around the text of a page.
const AROUND_CONTENT: usize = 24 * 1024;

/// Bytes of a text that stands in a value of Tera's itself.
const SMALL: usize = 21;

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
        tera.register_filter("shown_again", shown_again);
        let texts =
            site.theme.files.iter().filter_map(|(path, file)| match (&file.body, path.strip_prefix("templates/")) {
                (Body::Text(text), Some(name)) => Some((name, &**text)),
                _ => None,
            });
        let diagnostics = match tera.add_raw_templates(texts) {
            Ok(()) => Diagnostics::new(),
            Err(error) => faults::of_reading(&error, &site.theme),
        };
        for (name, value) in shared {
            tera.global_context().insert_value(name, value);
        }
        (Self { tera }, diagnostics)
    }

    /// Renders the template of a whole page of `kind`, whose own text takes some `content` bytes.
    pub(super) fn render_kind(
        &self,
        site: &Site,
        kind: &str,
        page: &SourcePath,
        context: &Context,
        content: usize,
    ) -> Result<Vec<u8>, Diagnostic> {
        let name = format!("kinds/{kind}.html");
        // Room for all of it at once: a page that grows as it is made is copied again and again.
        let mut html = Vec::with_capacity(content + AROUND_CONTENT);
        let rendered = self.tera.render_to(&name, context, &mut html);
        rendered.map_err(|error| faults::of_rendering(&error, &site.theme, &name, page))?;
        Ok(html)
    }

    /// Renders a part of pages that is shared among them.
    pub(super) fn render_partial(
        &self,
        site: &Site,
        stem: &str,
        page: &SourcePath,
        context: &Context,
    ) -> Result<String, Diagnostic> {
        self.render(site, &format!("partials/{stem}.html"), page, context)
    }

    /// Renders the template `name` for `page`.
    pub(super) fn render(
        &self,
        site: &Site,
        name: &str,
        page: &SourcePath,
        context: &Context,
    ) -> Result<String, Diagnostic> {
        self.tera.render(name, context).map_err(|error| faults::of_rendering(&error, &site.theme, name, page))
    }
}

/// A map for templates; of two entries of one name the later counts.
pub(super) fn map(entries: impl AsRef<[(&'static str, Value)]>) -> Value {
    Value::from_serializable(&Entries(entries.as_ref()))
}

/// Tera makes its maps of what is serialized with one insertion an entry; of any other map it makes another.
struct Entries<'a>(&'a [(&'static str, Value)]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("", self.0.len())?;
        for (name, value) in self.0 {
            // Tera takes its own values by way of a cell of the thread; what is as small as these is quicker made anew.
            if let Some(text) = value.as_str().filter(|text| text.len() <= SMALL && !value.is_safe()) {
                fields.serialize_field(name, text)?;
            } else if let Some(flag) = value.as_bool() {
                fields.serialize_field(name, &flag)?;
            } else if value.is_none() {
                fields.serialize_field(name, &())?;
            } else {
                fields.serialize_field(name, value)?;
            }
        }
        fields.end()
    }
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

/// The HTML of a line for a second place on the same page: what it refers to stays, but its footnotes lead back to the
/// first place, and no id stands twice.
#[allow(clippy::needless_pass_by_value)] // the shape that Tera asks for
fn shown_again(value: Value, _: Kwargs, _: &State) -> Value {
    let Some(html) = value.as_str().filter(|html| html.contains(FOOTNOTE_OPEN)) else { return value };
    let mut parts = html.split(FOOTNOTE_OPEN);
    let mut again = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        again.push_str("<sup class=\"footnote-ref\"");
        again.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    Value::safe_string(&again)
}

/// How a footnote's reference begins; neither text nor attributes hold a `<`.
pub(super) const FOOTNOTE_OPEN: &str = "<sup class=\"footnote-ref\" id=\"";

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

    #[test]
    fn a_line_that_is_shown_again_has_no_ids() {
        let again = |html: &str| {
            let mut tera = Tera::new();
            tera.autoescape_on(vec![".html"]);
            tera.register_filter("shown_again", shown_again);
            tera.add_raw_template("a.html", "{{ x | shown_again }}").unwrap();
            let mut context = Context::new();
            context.insert_value("x", Value::safe_string(html));
            tera.render("a.html", &context).unwrap()
        };
        assert_eq!(again("<em>a</em> id=\"b\""), "<em>a</em> id=\"b\"");
        assert_eq!(
            again("a<sup class=\"footnote-ref\" id=\"_fnref-1\"><a href=\"#_fn-1\">1</a></sup> b"),
            "a<sup class=\"footnote-ref\"><a href=\"#_fn-1\">1</a></sup> b"
        );
    }
}
