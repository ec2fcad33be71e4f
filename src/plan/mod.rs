//! Documents -> [`Site`]: all that crosses pages. Addresses, navigation, links, topics, works cited, quizzes drawn.

mod addresses;
mod links;
mod navigation;
mod pages;
mod sheet;
mod site;
mod theme;
mod topics;

use rustc_hash::FxHashMap;

pub use links::relative;
pub use pages::Drafts;
pub use sheet::{SHEET_LINES, sheet_lines};
pub use site::*;

use crate::diagnostic::{Check, Diagnostic, Diagnostics, Place};
use crate::load::{Role, SourceFile, Sources};
use crate::parse::{Config, Data, Documents, Link, LinkOrigin, RawHtml};
use crate::path::{Address, SourcePath};
use addresses::{Claims, asset_address, below_content};
use links::Resolver;

/// What can go wrong between pages that is not one page's fault; the rest is `verify`'s.
pub static CHECKS: &[&Check] = &[
    &addresses::DUPLICATE_ADDRESS,
    &navigation::BROKEN_NAV,
    &theme::UNKNOWN_THEME,
    &theme::UNKNOWN_SETTING,
    &theme::WRONG_SETTING,
    &NO_PAGES,
];

/// A mount that is missing looks like this; the last good site must not give way to it.
static NO_PAGES: Check = Check::error("no-pages", "there is no page in content/");

/// Plans the whole handbook.
pub fn plan(documents: Documents, sources: Sources, drafts: Drafts) -> (Site, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    if documents.pages.is_empty() {
        let message = "there is no page in content/";
        let help = "write `content/index.md`, or start with `handbook init`";
        diagnostics
            .push(Diagnostic::about_file(&NO_PAGES, message, &SourcePath::new("content/handbook.yaml")).help(help));
    }
    let theme = theme::plan_theme(&documents, &sources, &mut diagnostics);
    let Documents { pages: documents, config, works, synonyms, .. } = documents;
    let mut claims = Claims::default();
    let pages::Planned { mut pages, folders } =
        pages::plan_pages(&documents, &config, drafts, &mut claims, &mut diagnostics);
    let mut assets = plan_assets(&sources, &config, &mut claims, &mut diagnostics);
    let redirects = plan_redirects(&mut pages, &mut claims, &mut diagnostics);
    let home = folders.get("").copied().unwrap_or(PageId(0));
    let generated = generated_addresses(&pages);
    let resolver = Resolver::new(&pages, &folders, &assets, &generated);
    let menu = navigation::plan_menu(&config, &pages, home, &resolver, &mut diagnostics);
    let targets = resolve_all(&pages, config.raw_html, &resolver);
    drop(resolver);
    for (page, links) in pages.iter_mut().zip(targets) {
        page.links = links;
    }
    navigation::link_neighbours(&mut pages, home, &menu);
    let order = topics::reading_order(&pages, home);
    let topics = topics::plan_topics(&mut pages, &folders, &order);
    topics::plan_draws(&mut pages, &topics, &order);
    mark_used(&mut assets, &pages, &config);
    let works = cite_works(works, &mut pages, &order);
    let by_source = pages_by_source(&pages);
    let newest_review =
        pages.iter().filter_map(|page| page.document.front.reviewed.as_ref()).map(|date| date.value).max();
    let site = Site {
        sources,
        config,
        synonyms,
        theme,
        pages,
        by_source,
        home,
        menu,
        topics,
        works,
        assets,
        redirects,
        newest_review,
    };
    (site, diagnostics)
}

fn plan_assets(sources: &Sources, config: &Config, claims: &mut Claims, diagnostics: &mut Diagnostics) -> Vec<Asset> {
    let is_published = |file: &&SourceFile| config.excluding(below_content(&file.path)).is_none();
    let files = sources.files().iter().filter(|file| file.role == Role::Asset).filter(is_published);
    let mut assets: Vec<Asset> = files
        .map(|file| Asset {
            path: file.path.clone(),
            address: asset_address(below_content(&file.path)),
            body: file.body.clone(),
            used: false,
        })
        .collect();
    assets.retain(|asset| claims.claim(&asset.address, Place { path: asset.path.clone(), span: None }, diagnostics));
    assets.sort_by(|a, b| a.address.cmp(&b.address));
    assets
}

/// Claims every page's old addresses; an alias that says what the address already is, is harmless.
fn plan_redirects(pages: &mut [Page], claims: &mut Claims, diagnostics: &mut Diagnostics) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (id, page) in (0u32..).map(PageId).zip(pages) {
        for alias in &page.document.front.aliases {
            let from = alias_address(&alias.value);
            let place = Place { path: page.document.path.clone(), span: Some(alias.span) };
            if from == page.address || !claims.claim(&from, place, diagnostics) {
                continue;
            }
            page.aliases.push(from.clone());
            redirects.push(Redirect { from, to: id, place: (page.document.path.clone(), alias.span) });
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}

/// `/old/address` -> `old/address/`; one that names a file stays as it is.
fn alias_address(alias: &str) -> Address {
    let decoded = percent_encoding::percent_decode_str(alias).decode_utf8_lossy();
    let bare = crate::path::join("", &decoded).unwrap_or_default();
    let is_file = bare.rsplit('/').next().is_some_and(|name| name.ends_with(".html") || name.ends_with(".htm"));
    let safe: Vec<_> = bare.split('/').map(addresses::url_safe).collect();
    let mut address = safe.join("/");
    if !is_file && !address.is_empty() {
        address.push('/');
    }
    Address::new(address)
}

/// The addresses of the tool's own that content may link to.
fn generated_addresses(pages: &[Page]) -> Vec<Address> {
    let mut names: Vec<String> = pages
        .iter()
        .flat_map(|page| &page.document.front.topics)
        .map(|topic| crate::parse::slug(&topic.value))
        .collect();
    names.sort();
    names.dedup();
    let own = ["topics/", "sources/", "search/", "review/", "progress/", "print/"].map(str::to_owned);
    let topics = names.iter().flat_map(|name| [format!("topics/{name}/"), format!("topics/{name}/quiz/")]);
    own.into_iter().chain(topics).map(Address::new).collect()
}

fn resolve_all(pages: &[Page], raw_html: RawHtml, resolver: &Resolver) -> Vec<Vec<Target>> {
    use rayon::prelude::*;
    let resolve = |(index, page): (usize, &Page)| {
        let id = PageId(u32::try_from(index).unwrap_or(u32::MAX));
        let resolve = |link: &Link| match link.origin {
            // It will be shown as text.
            LinkOrigin::HtmlHref | LinkOrigin::HtmlSrc if raw_html == RawHtml::Escape => Target::External,
            _ => resolver.resolve(&page.document.path, Some(id), &link.to),
        };
        page.document.links.iter().map(resolve).collect()
    };
    pages.par_iter().enumerate().map(resolve).collect()
}

fn mark_used(assets: &mut [Asset], pages: &[Page], config: &Config) {
    for target in pages.iter().flat_map(|page| &page.links) {
        if let Target::Asset { asset, .. } = target {
            assets[asset.0 as usize].used = true;
        }
    }
    for text in config.settings.values().flat_map(texts) {
        for asset in assets.iter_mut().filter(|asset| below_content(&asset.path) == text.trim_start_matches('/')) {
            asset.used = true;
        }
    }
}

/// All texts in a setting.
fn texts(data: &Data) -> Vec<&str> {
    match data {
        Data::Text(text) => vec![text],
        Data::List(list) => list.iter().flat_map(texts).collect(),
        Data::Map(map) => map.values().flat_map(texts).collect(),
        Data::Null | Data::Bool(_) | Data::Number(_) => Vec::new(),
    }
}

/// Joins `sources:` of pages with the works they name; unknown keys are `verify`'s to report.
fn cite_works(works: Vec<crate::parse::Work>, pages: &mut [Page], order: &[PageId]) -> Vec<CitedWork> {
    let mut works: Vec<_> = works.into_iter().map(|work| CitedWork { work, cited_by: Vec::new() }).collect();
    let ids: FxHashMap<String, WorkId> =
        (0u32..).map(WorkId).zip(&works).map(|(id, cited)| (cited.work.key.value.clone(), id)).collect();
    for id in order {
        let page = &mut pages[id.0 as usize];
        page.works = page.document.front.sources.iter().filter_map(|key| ids.get(&key.value).copied()).collect();
        for work in &page.works {
            works[work.0 as usize].cited_by.push(*id);
        }
    }
    works
}

fn pages_by_source(pages: &[Page]) -> FxHashMap<crate::path::SourcePath, PageId> {
    let written = (0u32..).map(PageId).zip(pages).filter(|(_, page)| page.written);
    written.map(|(id, page)| (page.document.path.clone(), id)).collect()
}
