//! The YAML between a page's `---` lines -> [`FrontMatter`]; unknown keys and wrong types -> diagnostics
//! that underline the words.

mod read;
mod split;

use super::settings::Spanned;

pub(super) use read::read;
pub(super) use split::{Split, split};

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
    /// One question at a time (the default).
    #[default]
    One,
    /// All on one page.
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

impl Date {
    /// Reads `2026-11-22`; `None` for anything else, and for days that no calendar has.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |range: std::ops::Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let dashes = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
        let sound =
            dashes && text.len() == 10 && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        sound.then(|| Some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? }))?
    }
}

fn days_in(year: u16, month: u16) -> u16 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
