//! `content/handbook.yaml` -> [`Config`].

use std::collections::BTreeMap;

use super::{Config, NavEntry, RawHtml, Spanned};
use crate::diagnostic::{Diagnostics, Severity, Span};
use crate::parse::yaml::{Fields, Item, Reader, Yaml, data};

const KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "language",
    "theme",
    "settings",
    "strings",
    "nav",
    "checks",
    "repository",
    "markdown",
    "search",
    "exclude",
];

/// The settings; those of a handbook without any when `yaml` is `None`.
pub(in crate::parse) fn read_config(yaml: Option<Yaml<'_>>) -> (Config, Diagnostics) {
    let Some(yaml) = yaml else { return (Config::default(), Diagnostics::new()) };
    let mut reader = Reader::new(yaml);
    let value = reader.document();
    let fields = reader.fields(Item::whole(&value), KEYS);
    (config(&mut reader, &fields), reader.diagnostics)
}

fn config<'a>(reader: &mut Reader<'a>, fields: &Fields<'a>) -> Config {
    let standard = Config::default();
    let settings = reader.entries(fields.get("settings"));
    let strings = reader.entries(fields.get("strings"));
    let places = |reader: &Reader<'a>, entries: &[(&'a str, Item<'a>)]| {
        entries.iter().map(|(key, item)| ((*key).to_owned(), reader.place_of_key(item))).collect()
    };
    Config {
        title: reader.text(fields.get("title")),
        description: reader.text(fields.get("description")),
        base_url: base_url(reader, fields.get("base_url")),
        language: language(reader, fields.get("language")).unwrap_or(standard.language),
        theme: reader.spanned_text(fields.get("theme")).unwrap_or(standard.theme),
        setting_spans: places(reader, &settings),
        settings: settings.into_iter().map(|(key, item)| (key.to_owned(), data(item.value))).collect(),
        string_spans: places(reader, &strings),
        strings: texts_by_key(reader, strings),
        nav: nav(reader, fields.get("nav")),
        checks: checks(reader, fields.get("checks")),
        repository: address(reader, fields.get("repository")).map(|address| with_slash(&address.value)),
        raw_html: raw_html(reader, fields.get("markdown")),
        search: reader.flag(fields.get("search")).unwrap_or(standard.search),
        exclude: reader.spanned_texts(fields.get("exclude")),
    }
}

impl Default for Config {
    fn default() -> Self {
        let spanned = |text: &str| Spanned { value: text.to_owned(), span: Span::default() };
        Self {
            title: None,
            description: None,
            base_url: None,
            language: spanned("en"),
            theme: spanned("default"),
            settings: BTreeMap::new(),
            setting_spans: BTreeMap::new(),
            strings: BTreeMap::new(),
            string_spans: BTreeMap::new(),
            nav: Vec::new(),
            checks: Vec::new(),
            repository: None,
            raw_html: RawHtml::default(),
            search: true,
            exclude: Vec::new(),
        }
    }
}

/// The site's language as BCP 47 writes it: subtags of letters and digits, the first of two or three letters.
fn language<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Option<Spanned<String>> {
    let language = reader.spanned_text(item)?;
    let mut subtags = language.value.split('-');
    let primary = subtags.next().unwrap_or_default();
    let sound = matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|tag| matches!(tag.len(), 1..=8) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if !sound {
        reader.wrong_at(language.span, "a language is a tag such as `en`, `pt-BR` or `ar`");
        return None;
    }
    Some(language)
}

impl Config {
    /// The entry of `exclude:` that leaves out the file at `path`, relative to `content/`.
    pub fn excluding(&self, path: &str) -> Option<&Spanned<String>> {
        self.exclude.iter().find(|entry| {
            let prefix = entry.value.trim_start_matches("./").trim_end_matches('/');
            path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

/// A mapping of texts.
pub(super) fn texts_by_key<'a>(reader: &mut Reader<'a>, entries: Vec<(&'a str, Item<'a>)>) -> BTreeMap<String, String> {
    let entries = entries.into_iter();
    entries.filter_map(|(key, item)| Some((key.to_owned(), reader.text(Some(item))?))).collect()
}

fn base_url<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Option<Spanned<String>> {
    let Spanned { value, span } = address(reader, item)?;
    if value.contains(['?', '#']) {
        reader.wrong_at(span, "addresses of pages are put behind it, so it has neither `?` nor `#`");
        return None;
    }
    Some(Spanned { value: with_slash(&value), span })
}

/// An address of the web.
pub(super) fn address<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Option<Spanned<String>> {
    let item = item?;
    let address = reader.spanned_text(Some(item.clone()))?;
    if is_web_address(&address.value) {
        return Some(address);
    }
    let help = Some("write it in full, such as `https://example.org/handbook/`".to_owned());
    reader.wrong(&item, "an address that begins with https:// or http://", help);
    None
}

fn is_web_address(text: &str) -> bool {
    let scheme = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let host = text.split_once("://").is_some_and(|(_, rest)| !rest.is_empty() && !rest.starts_with('/'));
    let sound = !text.contains(|character: char| character.is_whitespace() || "\"<>`{}".contains(character));
    (scheme("https://") || scheme("http://")) && host && sound
}

fn with_slash(address: &str) -> String {
    let end = if address.ends_with('/') { "" } else { "/" };
    format!("{address}{end}")
}

/// `nav:` is a list of `page.md`, `Title: page.md`, `Title: [entries]` or `{title: …, to: …, children: […]}`.
fn nav<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Vec<NavEntry> {
    Reader::list(item).into_iter().filter_map(|item| nav_entry(reader, item)).collect()
}

fn nav_entry<'a>(reader: &mut Reader<'a>, item: Item<'a>) -> Option<NavEntry> {
    if !item.value.is_mapping() {
        let to = reader.spanned_text(Some(item))?;
        return Some(NavEntry { title: None, to: Some(to), children: Vec::new() });
    }
    let mut entries = reader.entries(Some(item.clone()));
    match entries.as_slice() {
        [(title, _)] if !NAV_KEYS.contains(title) => entries.pop().map(|(title, item)| titled(reader, title, item)),
        _ => Some(spelt_out(reader, item)),
    }
}

const NAV_KEYS: &[&str] = &["title", "to", "children"];

fn titled<'a>(reader: &mut Reader<'a>, title: &str, item: Item<'a>) -> NavEntry {
    let title = Some(title.to_owned());
    if item.value.is_sequence() {
        NavEntry { title, to: None, children: nav(reader, Some(item)) }
    } else {
        NavEntry { title, to: reader.spanned_text(Some(item)), children: Vec::new() }
    }
}

fn spelt_out<'a>(reader: &mut Reader<'a>, item: Item<'a>) -> NavEntry {
    let fields = reader.fields(Some(item), NAV_KEYS);
    NavEntry {
        title: reader.text(fields.get("title")),
        to: reader.spanned_text(fields.get("to")),
        children: nav(reader, fields.get("children")),
    }
}

/// `checks:` maps codes to `error`, `warn` or `allow`; whether a code exists is for the command to say.
fn checks<'a>(reader: &mut Reader<'a>, item: Option<Item<'a>>) -> Vec<(Spanned<String>, Option<Severity>)> {
    let choices = &[("error", Some(Severity::Error)), ("warn", Some(Severity::Warning)), ("allow", None)];
    let entries = reader.entries(item).into_iter();
    let checks = entries.filter_map(|(code, item)| {
        let span = reader.place_of_key(&item);
        Some((Spanned { value: code.to_owned(), span }, reader.choice(Some(item), choices)?))
    });
    checks.collect()
}

fn raw_html<'a>(reader: &mut Reader<'a>, markdown: Option<Item<'a>>) -> RawHtml {
    let fields = reader.fields(markdown, &["raw_html"]);
    let choices = &[("sanitize", RawHtml::Sanitize), ("escape", RawHtml::Escape), ("allow", RawHtml::Allow)];
    reader.choice(fields.get("raw_html"), choices).unwrap_or_default()
}
