//! The theme's style sheet: one file, joined from `styles/`.
//!
//! Each file puts its rules in a cascade layer, so only one thing hangs on their order: the one that names the
//! layers must come first. Files right in `styles/` come before those in folders, each in order of their names.
//! Templates that end in `.css` (right in `templates/`) are rendered and come last: they turn settings into properties.

use std::sync::Arc;

use tera::Context;

use super::List;
use crate::diagnostic::Diagnostic;
use crate::load::Body;
use crate::path::{OutPath, SourcePath};
use crate::plan::Site;
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let shared = Arc::clone(shared);
    let path = OutPath::new(format!("{}/style.css", site.theme.folder));
    vec![(path, Output::new(move |site| joined(site, &shared)))]
}

fn joined(site: &Site, shared: &Shared) -> Result<Bytes, Diagnostic> {
    let files = &site.theme.files;
    let mut styles: Vec<_> =
        files.iter().filter_map(|(path, file)| Some((path.strip_prefix("styles/")?, &file.body))).collect();
    styles.sort_by_key(|(path, _)| (path.contains('/'), *path));
    let mut css = String::new();
    for (_, body) in styles {
        if let Body::Text(text) = body {
            push_without_comments(&mut css, text);
        }
    }
    let about = SourcePath::new("the style sheet");
    let templates = files.keys().filter_map(|path| path.strip_prefix("templates/"));
    for name in templates.filter(|name| name.ends_with(".css") && !name.contains('/')) {
        css.push_str(&shared.templates.render(site, name, &about, &Context::new())?);
    }
    Ok(Bytes::from(css))
}

/// Appends `css` without its comments and without the white space at the ends of its lines; readers need neither.
fn push_without_comments(out: &mut String, css: &str) {
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_are_not_published() {
        let mut css = String::new();
        push_without_comments(&mut css, "/* a\n b */\n  p {\n    color: red; /* c */\n  }\n");
        assert_eq!(css, "p {\ncolor: red;\n}\n");
    }
}
