//! Sixty ways to smuggle a script in, in every place where an author writes: none of the pages has a script, a
//! handler or an address of its own making. `tests/browser/xss.spec.mjs` opens the same pages in Chromium.

use std::collections::BTreeSet;
use std::path::Path;

use html5ever::tokenizer::Tag;

use crate::html::{attribute, start_tags};
use crate::support::{Project, check};

/// Elements that the tool never writes and nobody may.
const FORBIDDEN_ELEMENTS: &[&str] = &["iframe", "object", "embed", "base", "style", "frame", "applet", "marquee"];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "action", "formaction", "xlink:href", "poster", "data", "srcset"];

#[test]
fn no_payload_leaves_a_trace_that_could_run() {
    let payloads = std::fs::read_to_string(folder().join("payloads.txt")).unwrap();
    let payloads: Vec<&str> = payloads.lines().collect();
    assert!(payloads.len() >= 50);
    let project = Project::new(&[]);
    for (path, text) in project_of(&payloads) {
        project.write(&path, text);
    }
    let checked = check(&project.root());
    let mut faults = BTreeSet::new();
    let mut pages = 0;
    for (path, bytes) in checked.outputs.iter().filter(|(path, _)| path.ends_with(".html")) {
        pages += 1;
        let html = std::str::from_utf8(bytes).unwrap();
        faults.extend(start_tags(html).iter().filter_map(fault).map(|fault| format!("{path}: {fault}")));
    }
    assert!(pages > payloads.len() * 2, "only {pages} pages were made of {} payloads", payloads.len());
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A project with each payload in each place; the browser's spec writes the same one.
fn project_of(payloads: &[&str]) -> Vec<(String, String)> {
    let template = std::fs::read_to_string(folder().join("page.md")).unwrap();
    let settings = std::fs::read_to_string(folder().join("handbook.yaml")).unwrap();
    let works = std::fs::read_to_string(folder().join("sources.yaml")).unwrap();
    let mut files = vec![("content/index.md".to_owned(), "# Home\n".to_owned())];
    for (index, payload) in payloads.iter().enumerate() {
        let quoted = serde_json::to_string(payload).unwrap();
        let page =
            template.replace("PAYLOAD_JSON", &quoted).replace("PAYLOAD", payload).replace("NUMBER", &index.to_string());
        files.push((format!("content/page-{index}.md"), page));
        files.push((
            format!("content/names/{}.md", file_name(payload)),
            "Text of a page named by its file.\n".to_owned(),
        ));
    }
    let all = serde_json::to_string(&payloads.concat()).unwrap();
    files.push(("content/handbook.yaml".to_owned(), settings.replace("PAYLOAD_JSON", &all)));
    files.push(("content/sources.yaml".to_owned(), works.replace("PAYLOAD_JSON", &all)));
    files
}

/// The payload as a file's name: no slash, no longer than a disk takes.
fn file_name(payload: &str) -> String {
    payload.replace('/', "\u{2215}").chars().take(60).collect()
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xss")
}

/// What is wrong with a tag, if anything.
fn fault(tag: &Tag) -> Option<String> {
    let name = &*tag.name;
    if FORBIDDEN_ELEMENTS.contains(&name) {
        return Some(format!("<{name}>"));
    }
    if name == "script" && !attribute(tag, "src").is_some_and(|src| src.contains("theme-")) && !is_data(tag) {
        return Some("a script that is not the theme's".to_owned());
    }
    if name == "meta" && attribute(tag, "http-equiv").is_some_and(|value| value != "refresh" || leads_out(tag)) {
        return Some("<meta http-equiv>".to_owned());
    }
    tag.attrs.iter().find_map(|attribute| {
        let (key, value) = (&*attribute.name.local, &*attribute.value);
        let forbidden = key.starts_with("on") || key == "style" || key == "srcdoc";
        let unsafe_address = ADDRESSES.contains(&key) && !is_safe_address(value);
        (forbidden || unsafe_address).then(|| format!("<{name} {key}={value:?}>"))
    })
}

/// A block of data, which browsers do not run.
fn is_data(tag: &Tag) -> bool {
    attribute(tag, "type").is_some_and(|kind| kind == "application/json" || kind == "application/ld+json")
}

/// Whether a `<meta>` that redirects leads anywhere but to a relative address.
fn leads_out(tag: &Tag) -> bool {
    let address = attribute(tag, "content").and_then(|content| content.split_once("url="));
    !address.is_some_and(|(_, address)| address.starts_with('.') || !address.contains(':'))
}

fn is_safe_address(value: &str) -> bool {
    let visible: String = value.chars().filter(|character| *character > ' ').collect::<String>().to_lowercase();
    match visible.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => ["https", "http", "mailto", "tel"].contains(&scheme),
        _ => true,
    }
}

#[test]
fn the_test_itself_sees_what_it_looks_for() {
    for html in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='java\nscript:alert(1)'>",
        "<p style=x>",
        "<iframe srcdoc=x>",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    ] {
        assert!(start_tags(html).iter().any(|tag| fault(tag).is_some()), "{html}");
    }
    for html in ["<script src='../theme-0/main.js'></script>", "<a href='../b/?c=d:e'>", "<a href='mailto:x@y.z'>"] {
        assert!(start_tags(html).iter().all(|tag| fault(tag).is_none()), "{html}");
    }
}
