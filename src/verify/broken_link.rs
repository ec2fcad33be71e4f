//! A link or a picture that leads to nothing.
//!
//! An error: the reader who follows it meets “page not found”.

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Check, Diagnostic, Diagnostics};
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
    let help = match nearest {
        Some(nearest) => Some(format!("did you mean `{nearest}`?")),
        None => draft(site, page, &link.to),
    };
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
fn draft(site: &Site, page: &Page, reference: &str) -> Option<String> {
    let path = reference.split(['?', '#']).next()?;
    let file = page.document.path.join(&percent_decode_str(path).decode_utf8().ok()?)?;
    site.sources.get(file.as_str())?;
    Some(format!("{file} is there, but it is a draft or excluded, so it is not published"))
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
