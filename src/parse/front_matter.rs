//! The YAML between a page's `---` lines -> [`FrontMatter`]; unknown keys and wrong types -> diagnostics
//! that underline the words.

use super::settings::Spanned;

/// A page's front matter; everything in it is optional.
#[derive(Clone, Debug, Default)]
pub struct FrontMatter {
    /// `title:`
    pub title: Option<String>,
    /// `description:`
    pub description: Option<String>,
    /// `kind:`
    pub kind: Kind,
    /// `topics:`; names as written.
    pub topics: Vec<Spanned<String>>,
    /// `order:` among its siblings.
    pub order: Option<i64>,
    /// `sources:`; keys of `content/sources.yaml`.
    pub sources: Vec<Spanned<String>>,
    /// `reviewed:`
    pub reviewed: Option<Spanned<Date>>,
    /// `aliases:`; addresses as written.
    pub aliases: Vec<Spanned<String>>,
    /// `draft:`
    pub draft: bool,
    /// `when:` of a checklist.
    pub when: Option<String>,
    /// `use:` of a checklist.
    pub way_of_use: Option<WayOfUse>,
    /// `draw:` of a quiz.
    pub draw: Option<Draw>,
    /// `shuffle:` of a quiz; true by default.
    pub shuffle: Option<bool>,
    /// `show:` of a quiz.
    pub show: Show,
    /// `bands:` of a quiz, lowest first.
    pub bands: Vec<Band>,
    /// `search:`
    pub search: SearchSettings,
}

/// `kind:`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Something to read.
    #[default]
    Guide,
    /// Something to tick.
    Checklist,
    /// Something to answer.
    Quiz,
}

/// `use:` of a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOfUse {
    /// Read an item, then do it.
    ReadDo,
    /// Do it from memory, then confirm each item.
    DoConfirm,
}

/// `show:` of a quiz.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// One question at a time.
    One,
    /// All on one page (the default).
    #[default]
    All,
}

/// `draw:` of a quiz: what to take from the whole handbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draw {
    /// From pages of these topics; empty: from all.
    pub topics: Vec<Spanned<String>>,
    /// How many rules.
    pub rules: u32,
    /// How many questions.
    pub questions: u32,
}

/// A word on a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// From this many per cent.
    pub from: u8,
    /// What to say.
    pub text: String,
}

/// `search:`, of a page or of a folder's page (where it holds for all below).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SearchSettings {
    /// Left out of the search.
    pub hidden: bool,
    /// How much a hit counts; 1 by default.
    pub weight: f32,
}

impl Default for SearchSettings {
    fn default() -> Self {
        Self { hidden: false, weight: 1.0 }
    }
}

/// A day, as `2026-11-22`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}
