//! The types that the YAML files beside the pages become: `content/handbook.yaml`, `content/sources.yaml`,
//! `content/synonyms.yaml` and each theme's `theme.yaml`.

mod config;
mod manifest;
mod works;

use std::collections::BTreeMap;

pub(super) use config::read_config;
pub(super) use manifest::read_manifest;
pub(super) use works::{read_synonyms, read_works};

use crate::diagnostic::{Severity, Span};

/// A value with the place where it is written, counted in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

/// A value of a theme's settings, free in form.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Data>),
    /// A mapping.
    Map(BTreeMap<String, Data>),
}

/// `content/handbook.yaml`.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's title; `None`: the home page's.
    pub title: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// Where it will stand, with a slash at the end: `https://example.org/handbook/`.
    pub base_url: Option<Spanned<String>>,
    /// A BCP 47 tag; `en` by default.
    pub language: Spanned<String>,
    /// A folder below `themes/`; `default` by default.
    pub theme: Spanned<String>,
    /// The theme's settings, laid over its own defaults.
    pub settings: BTreeMap<String, Data>,
    /// Where in the file each setting's key stands, for the theme to point at.
    pub setting_spans: BTreeMap<String, Span>,
    /// Strings laid over the theme's.
    pub strings: BTreeMap<String, String>,
    /// Where in the file each string's key stands.
    pub string_spans: BTreeMap<String, Span>,
    /// Navigation written by hand; empty: from folders, `order` and titles.
    pub nav: Vec<NavEntry>,
    /// What the author says of checks: a code, and a severity or `None` for off.
    pub checks: Vec<(Spanned<String>, Option<Severity>)>,
    /// The address of the source folder in a repository's web pages, for “edit this page”: `https://example.org/edit/main/`.
    pub repository: Option<String>,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Whether a search is built.
    pub search: bool,
    /// Files and folders below `content/` that are left out of the output, besides drafts.
    pub exclude: Vec<Spanned<String>>,
}

/// An entry of `nav:`.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// Shown instead of the page's title.
    pub title: Option<String>,
    /// A page or folder below `content/`, or an address of another site.
    pub to: Option<Spanned<String>>,
    /// Entries under it.
    pub children: Vec<NavEntry>,
}

/// `markdown.raw_html`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Harmless elements and attributes stay (the default).
    #[default]
    Sanitize,
    /// It is shown as text.
    Escape,
    /// It is passed on as it is: for authors who may run scripts on the host's site.
    Allow,
}

/// An entry of `content/sources.yaml`.
#[derive(Clone, Debug)]
pub struct Work {
    /// Its key.
    pub key: Spanned<String>,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// When: a year, or any text.
    pub year: Option<String>,
    /// Who published it, or the journal.
    pub publisher: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Anything else a reader should know.
    pub note: Option<String>,
}

/// A theme's `theme.yaml`.
#[derive(Clone, Debug, Default)]
pub struct ThemeManifest {
    /// Its name, for people.
    pub name: Option<String>,
    /// The theme whose files stand in for those that it lacks; `None` only for `default`.
    pub extends: Option<Spanned<String>>,
    /// Its settings with their defaults.
    pub settings: BTreeMap<String, Data>,
    /// Its strings, by language.
    pub strings: BTreeMap<String, BTreeMap<String, String>>,
    /// The words that mean something, by language.
    pub words: BTreeMap<String, KnownWords>,
}

/// The words that mean something in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownWords {
    /// What opens a rule: `Do`.
    pub r#do: Vec<String>,
    /// `Don’t`, `Do not`
    pub dont: Vec<String>,
    /// How a sentence opens that asks for one option: `Choose one`.
    pub one: Vec<String>,
    /// What makes it ask for more: `or`, `all that apply`.
    pub several: Vec<String>,
}
