//! What one page's HTML is for: a page of its own on the site, or a chapter of a document to print.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::view::kind;
use crate::path::Address;
use crate::plan::{Page, PageId, PageKind, Site, Target};

/// Where the HTML will stand: this decides how links and ids are written.
pub(super) enum Medium<'a> {
    /// A page at this address.
    Screen {
        /// What leads to the site's root.
        root: String,
    },
    /// A question on a page that it was drawn for, among those of other pages.
    Drawn {
        /// What leads to the site's root.
        root: String,
        /// The prefix of its ids.
        prefix: String,
    },
    /// A chapter of a document that holds several pages.
    Print {
        /// What leads to the site's root.
        root: String,
        /// The prefix of this chapter's ids.
        chapter: &'a str,
        /// The prefixes of all pages in the document.
        chapters: &'a BTreeMap<PageId, String>,
        /// Whether it opens the document, under its title.
        opens: bool,
    },
}

impl Medium<'_> {
    /// A page at `address`.
    pub(super) fn screen(address: &Address) -> Self {
        Self::Screen { root: address.to_root() }
    }

    pub(super) fn root(&self) -> &str {
        match self {
            Self::Screen { root } | Self::Drawn { root, .. } | Self::Print { root, .. } => root,
        }
    }

    /// The kind of the page that the HTML of `page` will stand on. A drawn question may stand on several; all ask as a quiz does.
    pub(super) fn kind(&self, page: &Page) -> &'static str {
        match self {
            Self::Screen { .. } => kind(page.kind),
            Self::Drawn { .. } => kind(PageKind::Quiz),
            Self::Print { .. } => "print",
        }
    }

    pub(super) fn is_screen(&self) -> bool {
        matches!(self, Self::Screen { .. })
    }

    /// Whether this is a question away from the page that teaches it.
    pub(super) fn is_drawn(&self) -> bool {
        matches!(self, Self::Drawn { .. })
    }

    /// The id that `name` gets here.
    pub(super) fn id<'n>(&self, name: impl Into<Cow<'n, str>>) -> Cow<'n, str> {
        let name = name.into();
        match self {
            Self::Screen { .. } => name,
            Self::Drawn { prefix, .. } => [prefix, "-", &*name].concat().into(),
            Self::Print { chapter, .. } => [chapter, "-", &*name].concat().into(),
        }
    }

    /// A chapter's headings stand under its title, which is an `h2` but for the one that opens the document.
    pub(super) fn heading_level(&self, level: u8) -> u8 {
        match self {
            Self::Screen { .. } | Self::Drawn { .. } | Self::Print { opens: true, .. } => level,
            Self::Print { .. } => (level + 1).min(6),
        }
    }

    /// The `href` that leads from the page `from` to `target`; `None` when there is nothing to lead to.
    pub(super) fn href(&self, site: &Site, from: PageId, target: &Target, written: &str) -> Option<String> {
        match target {
            Target::Page { page, query, fragment } => {
                Some(self.page_href(site, from, *page, query, fragment.as_deref()))
            }
            Target::Generated(address, suffix) => Some(format!("{}{}{suffix}", self.root(), address.href())),
            Target::Asset { asset, suffix } => {
                Some(format!("{}{}{suffix}", self.root(), site.asset(*asset).address.href()))
            }
            Target::External => Some(written.to_owned()),
            Target::Forbidden | Target::Broken { .. } => None,
        }
    }

    fn page_href(&self, site: &Site, from: PageId, page: PageId, query: &str, fragment: Option<&str>) -> String {
        if let Self::Print { chapters, .. } = self
            && let Some(chapter) = chapters.get(&page)
        {
            // `#top` is the chapter itself, and so is a place that is not there but that the author let through.
            let anchor = fragment.filter(|fragment| *fragment != "top" && has_anchor(site.page(page), fragment));
            return anchor
                .map_or_else(|| format!("#{chapter}"), |anchor| format!("#{chapter}-{}", encode_fragment(anchor)));
        }
        let fragment = fragment.map(|fragment| format!("#{}", encode_fragment(fragment))).unwrap_or_default();
        if self.is_screen() && from == page && query.is_empty() && !fragment.is_empty() {
            return fragment;
        }
        [self.root(), &site.page(page).address.href(), query, &fragment].concat()
    }
}

/// A page's prefix for ids where several pages share one document: `first-contact--follow-up`, `home`.
pub(super) fn prefix(address: &Address) -> String {
    match address.as_str().trim_end_matches('/') {
        "" => "home".to_owned(),
        path => path.replace('/', "--"),
    }
}

fn has_anchor(page: &Page, name: &str) -> bool {
    page.document.anchors().any(|anchor| anchor == name)
}

/// Percent-encodes the little that a fragment may not hold.
fn encode_fragment(fragment: &str) -> String {
    fragment.replace('%', "%25").replace(' ', "%20").replace('"', "%22").replace('<', "%3C").replace('>', "%3E")
}
