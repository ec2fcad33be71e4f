//! HTML as a browser's tokenizer reads it: the start tags of a page, and where its links lead.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use percent_encoding::percent_decode_str;

/// The start tags of `html`, in order.
pub(crate) fn start_tags(html: &str) -> Vec<Tag> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// An attribute's value.
pub(crate) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// The links of a built site that lead to no file or no place in it, each as `page: address`.
pub(crate) fn dead_links(outputs: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let pages: BTreeMap<&str, Vec<Tag>> = outputs
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), start_tags(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let anchors: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, tags)| {
            (*path, tags.iter().flat_map(|tag| [attribute(tag, "id"), attribute(tag, "name")]).flatten().collect())
        })
        .collect();
    let mut dead = BTreeSet::new();
    for (path, tags) in &pages {
        for address in tags.iter().flat_map(|tag| [attribute(tag, "href"), attribute(tag, "src")]).flatten() {
            let Some((file, fragment)) = target(path, address) else { continue };
            let page = anchors.get(file.as_str());
            let is_there = outputs.contains_key(&file)
                && (fragment.is_empty()
                    || fragment == "top"
                    || page.is_none_or(|anchors| anchors.contains(fragment.as_str())));
            if !is_there {
                dead.insert(format!("{path}: {address}"));
            }
        }
    }
    dead
}

/// What no page may have: two elements of one id, a reference to an id that is not there, no title, no language, or
/// not exactly one main heading. Each as `page: fault`.
pub(crate) fn unsound(outputs: &BTreeMap<String, Vec<u8>>) -> BTreeSet<String> {
    let pages = outputs.iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .flat_map(|(path, bytes)| {
            let tags = start_tags(std::str::from_utf8(bytes).unwrap());
            faults(&tags).into_iter().map(move |fault| format!("{path}: {fault}"))
        })
        .collect()
}

fn faults(tags: &[Tag]) -> Vec<String> {
    let ids: Vec<&str> = tags.iter().filter_map(|tag| attribute(tag, "id")).collect();
    let mut faults: Vec<String> = ids
        .iter()
        .enumerate()
        .filter(|(index, id)| ids[..*index].contains(id))
        .map(|(_, id)| format!("two elements have the id {id}"))
        .collect();
    for name in REFERENCES {
        let references = tags.iter().filter_map(|tag| attribute(tag, name)).flat_map(str::split_whitespace);
        faults.extend(references.filter(|id| !ids.contains(id)).map(|id| format!("{name} refers to no {id}")));
    }
    let count = |name: &str| tags.iter().filter(|tag| &*tag.name == name).count();
    let is_redirect = tags.iter().any(|tag| attribute(tag, "http-equiv") == Some("refresh"));
    if !is_redirect && count("h1") != 1 {
        faults.push(format!("{} main headings", count("h1")));
    }
    if count("title") == 0 || !tags.iter().any(|tag| &*tag.name == "html" && attribute(tag, "lang").is_some()) {
        faults.push("no title or no language".to_owned());
    }
    faults
}

/// Attributes that refer to elements of the page by their ids.
const REFERENCES: &[&str] = &["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "list"];

/// The file that `address`, written in the page at `path`, is answered with, and the place in it; `None` for one
/// outside the site.
fn target(path: &str, address: &str) -> Option<(String, String)> {
    let has_scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if has_scheme || address.starts_with("//") || address.starts_with('/') {
        return None;
    }
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let bare = address.split('?').next().unwrap_or_default();
    if bare.is_empty() {
        return Some((path.to_owned(), decode(fragment)));
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut file = handbook::path::join(folder, &decode(bare)).unwrap_or_else(|| "outside the site".to_owned());
    if bare.ends_with('/') || bare.ends_with('.') || file.is_empty() {
        let separator = if file.is_empty() { "" } else { "/" };
        file = format!("{file}{separator}index.html");
    }
    Some((file, decode(fragment)))
}

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        if tag.kind != TagKind::StartTag {
            return TokenSinkResult::Continue;
        }
        let next = match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        };
        self.0.borrow_mut().push(tag);
        next
    }
}

#[test]
fn links_that_lead_nowhere_are_seen() {
    let page = |text: &str| text.as_bytes().to_vec();
    let outputs = BTreeMap::from([
        ("index.html".to_owned(), page("<a href='a/'><a href='a/#x'><a href='./?q#top'><a href='https://e.org/'>")),
        ("a/index.html".to_owned(), page("<p id=x><a href='../'><a href='#y'><img src='../b.png'><a href='../../'>")),
    ]);
    let expected = ["a/index.html: #y", "a/index.html: ../../", "a/index.html: ../b.png"];
    assert_eq!(dead_links(&outputs).into_iter().collect::<Vec<_>>(), expected);
}
