//! The script that pages of `serve` carry, and the files that it consists of.

/// What the names of the server's own files begin with; no output of a site can.
pub(super) const FOLDER: &str = ".handbook/";

const FILES: &[(&str, &str)] = &[
    ("client.js", include_str!("client.js")),
    ("live.js", include_str!("live.js")),
    ("morph.js", include_str!("morph.js")),
    ("panel.js", include_str!("panel.js")),
    ("findings.js", include_str!("findings.js")),
    ("client.css", include_str!("client.css")),
];

/// The file `name`.
pub(super) fn file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// `page` with the script in its head, before all others: it has to see the page as it was sent. `tag` is the
/// `ETag` that the page would have without it.
pub(super) fn inject(page: &[u8], base: &str, tag: &str) -> Vec<u8> {
    let tag = tag.trim_matches('"');
    let script =
        format!("<script defer src=\"{base}{FOLDER}client.js\" data-base=\"{base}\" data-tag=\"{tag}\"></script>");
    let at = end_of_head_tag(page).unwrap_or(0);
    let mut injected = Vec::with_capacity(page.len() + script.len());
    injected.extend_from_slice(&page[..at]);
    injected.extend_from_slice(script.as_bytes());
    injected.extend_from_slice(&page[at..]);
    injected
}

/// The offset after `<head>`.
fn end_of_head_tag(page: &[u8]) -> Option<usize> {
    let start = page.windows(5).take(4096).position(|window| window.eq_ignore_ascii_case(b"<head"))?;
    let rest = page.get(start + 5..)?;
    let is_tag = rest.first().is_some_and(|byte| *byte == b'>' || byte.is_ascii_whitespace());
    let length = rest.iter().position(|byte| *byte == b'>')?;
    is_tag.then_some(start + 5 + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_the_first_thing_in_the_head() {
        let page = inject(b"<!doctype html><html><head lang=en><title>x</title></head>", "/a/", "\"t\"");
        let page = String::from_utf8(page).unwrap();
        assert!(page.contains("<head lang=en><script defer src=\"/a/.handbook/client.js\""), "{page}");
        assert!(String::from_utf8(inject(b"<header>x", "/", "")).unwrap().starts_with("<script"));
    }
}
