//! [`Site`]: a handbook with everything known that crosses pages. It is only read after `plan` has made it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::Span;
use crate::load::{Body, Sources};
use crate::parse::{Config, Data, Document, Draw, Work};
use crate::path::{Address, SourcePath};

/// A page's place in [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// A topic's place in [`Site::topics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub u32);

/// A work's place in [`Site::works`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkId(pub u32);

/// An asset's place in [`Site::assets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub u32);

/// A whole handbook, planned.
#[derive(Debug)]
pub struct Site {
    /// The files it was made from, for the excerpts of reports and the bytes of assets.
    pub sources: Sources,
    /// The settings.
    pub config: Config,
    /// The words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// The theme, with what it inherits.
    pub theme: Theme,
    /// Every page with content of its own, and one for each folder without; sorted by address.
    pub pages: Vec<Page>,
    /// The pages by source file.
    pub by_source: FxHashMap<SourcePath, PageId>,
    /// The page at `/`.
    pub home: PageId,
    /// The navigation's topmost entries.
    pub menu: Vec<NavItem>,
    /// Topics that pages name, sorted by name.
    pub topics: Vec<Topic>,
    /// Works that `content/sources.yaml` names, in its order.
    pub works: Vec<CitedWork>,
    /// Files that are copied, sorted by address.
    pub assets: Vec<Asset>,
    /// Old addresses, sorted.
    pub redirects: Vec<Redirect>,
    /// The newest `reviewed:` of all pages.
    pub newest_review: Option<crate::parse::Date>,
}

/// A page.
#[derive(Debug)]
pub struct Page {
    /// What its author wrote; empty for a folder without a page of its own.
    pub document: Arc<Document>,
    /// Whether there is a file behind it.
    pub written: bool,
    /// Where it stands on the site.
    pub address: Address,
    /// The front matter's, else the first H1's, else the file's name.
    pub title: String,
    /// The front matter's description, else none.
    pub description: Option<String>,
    /// Which template shows it.
    pub kind: PageKind,
    /// The page of the folder above; `None` for home.
    pub parent: Option<PageId>,
    /// The pages under it, in the navigation's order.
    pub children: Vec<PageId>,
    /// The page before it, read in order.
    pub previous: Option<PageId>,
    /// The page after it.
    pub next: Option<PageId>,
    /// Its topics.
    pub topics: Vec<TopicId>,
    /// The works it cites.
    pub works: Vec<WorkId>,
    /// Where each of [`Document::links`] leads, in the same order.
    pub links: Vec<Target>,
    /// What a drawn quiz draws from.
    pub pool: Vec<Pooled>,
    /// Left out of the search, by itself or by a folder above.
    pub search_hidden: bool,
    /// The old addresses that lead here.
    pub aliases: Vec<Address>,
}

/// The kinds of page that stand for a file or folder of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// `content/index.md`
    Home,
    /// The page of a folder.
    Section,
    /// `kind: guide`
    Guide,
    /// `kind: checklist`
    Checklist,
    /// `kind: quiz`
    Quiz,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page, with `?query` and `#fragment` as written.
    Page {
        /// The page.
        page: PageId,
        /// From `?` on, else `""`.
        query: Box<str>,
        /// What follows `#`, percent-decoded; `None` without one.
        fragment: Option<Box<str>>,
    },
    /// A page of the tool's own, or a topic's: `/topics/`, `/search/`.
    Generated(Address, Box<str>),
    /// A file that is copied.
    Asset {
        /// The file.
        asset: AssetId,
        /// `?query` and `#fragment`, as written.
        suffix: Box<str>,
    },
    /// Another site, mail, telephone.
    External,
    /// A scheme that may run code or hide an address: never published.
    Forbidden,
    /// Nothing that exists; `nearest` is what was probably meant, written as it would have to be.
    Broken {
        /// A reference that would work.
        nearest: Option<String>,
    },
}

/// A rule or question that a drawn quiz may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// The page that teaches it.
    pub page: PageId,
    /// Its block there.
    pub block: u32,
    /// Which rule of the block's, when it is a list of rules.
    pub rule: Option<u32>,
}

/// An entry of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub to: NavTarget,
    /// Entries under it that `nav:` names; those of folders come from [`Page::children`].
    pub children: Vec<NavItem>,
}

/// Where an entry of the navigation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavTarget {
    /// A page.
    Page(PageId),
    /// Another site.
    External(String),
    /// Nowhere: a heading over its children.
    Heading,
}

/// A topic.
#[derive(Debug)]
pub struct Topic {
    /// As pages name it: `first-contact`.
    pub name: String,
    /// The title of the folder of that name, else made from the name.
    pub title: String,
    /// The description of the folder of that name.
    pub description: Option<String>,
    /// `topics/first-contact/`
    pub address: Address,
    /// Its pages, in the navigation's order.
    pub pages: Vec<PageId>,
    /// What its quiz draws from; no quiz when empty.
    pub pool: Vec<Pooled>,
    /// Where its quiz stands.
    pub quiz: Address,
    /// How its quiz draws.
    pub draw: Draw,
}

/// A work and who cites it.
#[derive(Debug)]
pub struct CitedWork {
    /// The work.
    pub work: Work,
    /// The pages that cite it.
    pub cited_by: Vec<PageId>,
}

/// A file that is copied as it is.
#[derive(Debug)]
pub struct Asset {
    /// Where it stands in the project.
    pub path: SourcePath,
    /// Where it will stand on the site.
    pub address: Address,
    /// Its bytes, or where they are.
    pub body: Body,
    /// Whether some page or setting points at it.
    pub used: bool,
}

/// An old address and the page that it leads to now.
#[derive(Debug)]
pub struct Redirect {
    /// The old address.
    pub from: Address,
    /// The page.
    pub to: PageId,
    /// Where the alias is written.
    pub place: (SourcePath, Span),
}

/// A theme with what it inherits, resolved.
#[derive(Debug, Default)]
pub struct Theme {
    /// Its files by path inside the theme (`templates/base.html`), each with the source path that supplies it.
    pub files: BTreeMap<String, ThemeFile>,
    /// Its settings: defaults, with the handbook's laid over them.
    pub settings: BTreeMap<String, Data>,
    /// Its strings in the site's language, English where one is missing, with the handbook's laid over them.
    pub strings: BTreeMap<String, String>,
    /// `theme-` and a hash over all of its public files: the folder they are published in.
    pub folder: String,
}

/// One file of a theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Where it stands in the project (or stood in the binary).
    pub path: SourcePath,
    /// What it holds.
    pub body: Body,
}

impl Site {
    /// The page `id`.
    ///
    /// # Panics
    /// When `id` is not of this site.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// The topic `id`.
    ///
    /// # Panics
    /// When `id` is not of this site.
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.topics[id.0 as usize]
    }

    /// The work `id`.
    ///
    /// # Panics
    /// When `id` is not of this site.
    pub fn work(&self, id: WorkId) -> &CitedWork {
        &self.works[id.0 as usize]
    }

    /// The asset `id`.
    ///
    /// # Panics
    /// When `id` is not of this site.
    pub fn asset(&self, id: AssetId) -> &Asset {
        &self.assets[id.0 as usize]
    }

    /// Every page with its id.
    pub fn pages_with_ids(&self) -> impl Iterator<Item = (PageId, &Page)> {
        (0u32..).map(PageId).zip(&self.pages)
    }
}
