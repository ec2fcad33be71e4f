//! A link or a picture that leads to nothing.
//!
//! An error: the reader who follows it meets “page not found”.

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::load::Role;
use crate::parse::Link;
use crate::plan::{Page, Site, Target};

pub(super) static CHECK: Check = Check::error("broken-link", "a link or picture leads to no page and no file");

pub(super) fn look(site: &Site, page: &Page) -> Diagnostics {
    let broken = page.document.links.iter().zip(&page.links).filter_map(|(link, target)| match target {
        Target::Broken { nearest } => Some(report(site, page, link, nearest.as_deref())),
        _ => None,
    });
    broken.collect()
}

fn report(site: &Site, page: &Page, link: &Link, nearest: Option<&str>) -> Diagnostic {
    let path = &page.document.path;
    if link.to.trim().is_empty() {
        return Diagnostic::new(&CHECK, "the address is empty", path, link.span)
            .help("write where it leads, or take the brackets away");
    }
    let message = format!("no {} at {}", what(&link.to), link.to);
    let help = unpublished(site, page, &link.to)
        .or_else(|| outside(&link.to))
        .or_else(|| nearest.map(|nearest| format!("did you mean `{nearest}`?")));
    Diagnostic::new(&CHECK, message, path, link.span).maybe_help(help)
}

/// What the author expected there, told from the extension.
fn what(reference: &str) -> &'static str {
    let path = reference.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !matches!(extension, "md" | "html") => "file",
        _ => "page",
    }
}

/// Says so when the file is there but is not published.
fn unpublished(site: &Site, page: &Page, reference: &str) -> Option<String> {
    let path = reference.split(['?', '#']).next()?;
    let file = page.document.path.join(&percent_decode_str(path).decode_utf8().ok()?)?;
    let source = site.sources.get(file.as_str())?;
    let excluded = file.as_str().strip_prefix("content/").and_then(|path| site.config.excluding(path));
    match (source.role, excluded) {
        (_, Some(entry)) => {
            Some(format!("{file} is there, but `exclude:` has `{}`, so it is not published", entry.value))
        }
        (Role::Page, None) => Some(format!("{file} is there, but it is a draft, so it is not published")),
        (Role::Settings, None) => Some(format!("{file} holds settings, which are not published")),
        (Role::Asset | Role::Theme, None) => None,
    }
}

/// Guesses at an address of another site, or of a person, without its beginning.
fn outside(reference: &str) -> Option<String> {
    if reference.starts_with("www.") {
        return Some(format!("did you mean `https://{reference}`?"));
    }
    let (name, host) = reference.split_once('@')?;
    let is_mail = !name.is_empty() && host.contains('.') && !reference.contains(['/', ':']);
    is_mail.then(|| format!("did you mean `mailto:{reference}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_expected_is_told_from_the_extension() {
        assert_eq!(what("../foo.md#x"), "page");
        assert_eq!(what("a.b/c/"), "page");
        assert_eq!(what("v1.2/notes.pdf?x=a.md"), "file");
        assert_eq!(what(".well-known"), "page");
    }
}
