//! `/print/…`: the whole handbook, and each of its sections, as one document to be printed. Every page is a chapter;
//! links between chapters are fragments.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use tera::Value;

use super::{List, render_long_page};
use crate::diagnostic::Diagnostic;
use crate::parse::{BlockKind, Document};
use crate::path::Address;
use crate::plan::{PageId, Site};
use crate::render::html::{HtmlWriter, MARKUP};
use crate::render::medium::{Medium, prefix};
use crate::render::templates::map;
use crate::render::view::{PageView, print_address, sheet_view, site_title};
use crate::render::{Bytes, Output, Shared};

/// The most chapters of one document: beyond, no browser prints it and nobody binds it. Its parts are listed instead.
const CHAPTER_LIMIT: usize = 500;

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let whole = std::iter::once(site.home);
    let sections = site.pages_with_ids().filter(|(id, page)| *id != site.home && !page.children.is_empty());
    let output = |top: PageId| {
        let shared = Arc::clone(shared);
        (print_address(site, top).out_path(), Output::new(move |site| document(site, &shared, top)))
    };
    whole.chain(sections.map(|(id, _)| id)).map(output).collect()
}

/// The page `top` and all below it.
fn document(site: &Site, shared: &Shared, top: PageId) -> Result<Bytes, Diagnostic> {
    let address = print_address(site, top);
    let is_whole = top == site.home;
    let title = if is_whole { site_title(site) } else { &site.page(top).title };
    let mut outline = outline(site, top);
    let is_too_long = outline.len() > CHAPTER_LIMIT;
    let parts = if is_too_long { parts(site, top) } else { Vec::new() };
    if is_too_long {
        outline.truncate(1);
    }
    let prefixes = outline.iter().map(|entry| (entry.page, prefix(&site.page(entry.page).address))).collect();
    let chapters: Result<Vec<_>, _> =
        outline.par_iter().map(|entry| chapter(site, shared, &address, entry, &prefixes)).collect();
    let print = map([
        ("title", Value::from(title)),
        ("href", Value::from(address.href())),
        ("whole", Value::from(is_whole)),
        ("questions", Value::from(outline.iter().any(|entry| has_questions(&site.page(entry.page).document)))),
    ]);
    let page = PageView::new(site, "print", &address, title);
    let content = outline.iter().map(|entry| MARKUP * site.page(entry.page).document.text.len()).sum();
    render_long_page(
        site,
        shared,
        ("print", &address, content),
        page,
        [("chapters", Value::from(chapters?)), ("parts", Value::from(parts)), ("print", print)],
    )
}

fn has_questions(document: &Document) -> bool {
    document.blocks.iter().any(|block| matches!(block.kind, BlockKind::Question(_)))
}

/// What to print one by one instead of all that is below `top`: a section's document, or the page that is alone.
fn parts(site: &Site, top: PageId) -> Vec<Value> {
    let part = |id: &PageId| {
        let page = site.page(*id);
        let address = if page.children.is_empty() { page.address.clone() } else { print_address(site, *id) };
        map([("title", Value::from(page.title.as_str())), ("href", Value::from(address.href()))])
    };
    site.page(top).children.iter().map(part).collect()
}

/// A page's place in a document.
struct Entry {
    page: PageId,
    /// `2.1`; empty for the page that the document opens with.
    number: String,
    level: usize,
}

/// The pages of a document in reading order, up to one more than a document may have.
fn outline(site: &Site, top: PageId) -> Vec<Entry> {
    let mut outline = Vec::new();
    let mut open = vec![Entry { page: top, number: String::new(), level: 0 }];
    while let Some(entry) = open.pop() {
        let below = (1..).zip(&site.page(entry.page).children).map(|(place, page)| Entry {
            page: *page,
            number: if entry.level == 0 { place.to_string() } else { format!("{}.{place}", entry.number) },
            level: entry.level + 1,
        });
        open.extend(below.collect::<Vec<_>>().into_iter().rev());
        outline.push(entry);
        if outline.len() > CHAPTER_LIMIT {
            break;
        }
    }
    outline
}

fn chapter(
    site: &Site,
    shared: &Shared,
    address: &Address,
    entry: &Entry,
    chapters: &BTreeMap<PageId, String>,
) -> Result<Value, Diagnostic> {
    let id = prefix(&site.page(entry.page).address);
    let medium = Medium::Print { root: address.to_root(), chapter: &id, chapters, opens: entry.level == 0 };
    let body = HtmlWriter::new(site, shared, entry.page, &medium).body()?;
    let mut view = sheet_view(site, entry.page, &body);
    view.set("id", Value::from(id));
    view.set("number", Value::from(entry.number.as_str()));
    view.set("level", Value::from(entry.level));
    Ok(view.finish())
}
