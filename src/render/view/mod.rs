//! What templates see: the views of the site, of a page and of what it lists. In-site addresses are relative to the
//! site's root and stand without a leading slash; templates put `root` before them.

mod page;
mod quiz;
mod topic;

use tera::Value;

pub(super) use page::{PageView, aliases, markdown_address, page_view, print_address, sheet_view};
pub(super) use quiz::{quiz_view, topic_quiz_view};
pub(super) use topic::{cited_work_view, topic_view};

use super::Purpose;
use super::templates::{count, map, optional};
use crate::parse::{Data, WayOfUse};
use crate::path::Address;
use crate::plan::{Page, PageKind, Site};

/// Words a minute that a reader of guidance takes in: Brysbaert (2019) finds 238 for English non-fiction.
const WORDS_A_MINUTE: u32 = 238;

/// The most entries of the menu that every page carries.
const MENU_LIMIT: usize = 12;

/// `site`, for every template.
pub(super) fn site_view(site: &Site, purpose: Purpose) -> Value {
    let config = &site.config;
    let mut settings = site.theme.settings.clone();
    if purpose == Purpose::Preview {
        // A service worker would go on answering for this address after the session.
        settings.insert("offline".to_owned(), Data::Bool(false));
    }
    let home = site.page(site.home);
    let menu: Vec<_> = home.children.iter().take(MENU_LIMIT).map(|id| link(site.page(*id))).collect();
    map([
        ("title", Value::from(site_title(site))),
        ("description", optional(config.description.as_deref().or(home.description.as_deref()))),
        ("language", Value::from(config.language.value.as_str())),
        ("direction", Value::from(direction(&config.language.value))),
        ("base_url", optional(config.base_url.as_ref().map(|url| url.value.as_str()))),
        ("repository", optional(config.repository.as_deref())),
        ("home_title", Value::from(home.title.as_str())),
        (
            "settings",
            Value::from(
                settings
                    .iter()
                    .map(|(key, value)| (key.clone(), data(value)))
                    .collect::<std::collections::BTreeMap<_, _>>(),
            ),
        ),
        ("menu", Value::from(menu)),
        ("topic_count", count(site.topics.len())),
        ("search", Value::from(config.search)),
        ("generator", Value::from(concat!("handbook ", env!("CARGO_PKG_VERSION")))),
    ])
}

/// The site's name.
pub(super) fn site_title(site: &Site) -> &str {
    site.config.title.as_deref().unwrap_or(&site.page(site.home).title)
}

/// Scripts that run from right to left, by the primary subtag of their languages.
fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] = &["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    let primary = language.split('-').next().unwrap_or(language);
    if RIGHT_TO_LEFT.contains(&primary.to_lowercase().as_str()) { "rtl" } else { "ltr" }
}

fn data(value: &Data) -> Value {
    match value {
        Data::Null => Value::none(),
        Data::Bool(own) => Value::from(*own),
        Data::Number(own) => Value::from(*own),
        Data::Text(own) => Value::from(own.as_str()),
        Data::List(own) => Value::from(own.iter().map(data).collect::<Vec<_>>()),
        Data::Map(own) => Value::from(
            own.iter().map(|(key, value)| (key.clone(), data(value))).collect::<std::collections::BTreeMap<_, _>>(),
        ),
    }
}

/// The address with the site's before it, where that is known.
pub(super) fn absolute(site: &Site, address: &Address) -> Option<String> {
    site.config.base_url.as_ref().map(|base| format!("{}{}", base.value, address.href()))
}

/// The word that templates and styles know a kind of page by.
pub(super) fn kind(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Section => "section",
        PageKind::Guide => "guide",
        PageKind::Checklist => "checklist",
        PageKind::Quiz => "quiz",
    }
}

pub(super) fn way_of_use(way: WayOfUse) -> &'static str {
    match way {
        WayOfUse::ReadDo => "read-do",
        WayOfUse::DoConfirm => "do-confirm",
    }
}

/// `{title, href}`
pub(super) fn link(page: &Page) -> Value {
    map([("title", Value::from(page.title.as_str())), ("href", Value::from(page.address.href()))])
}

/// A page as a list shows it.
pub(super) fn card(page: &Page) -> Value {
    map([
        ("title", Value::from(page.title.as_str())),
        ("href", Value::from(page.address.href())),
        ("description", optional(page.description.as_deref())),
        ("kind", Value::from(kind(page.kind))),
        ("minutes", Value::from(minutes(page.document.words))),
    ])
}

fn minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_A_MINUTE).max(1)
}
