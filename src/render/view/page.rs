//! The view of a page: fields that every kind has, and those of a page of content.

use tera::Value;

use super::topic::{topic_link, work_view};
use super::{absolute, card, kind, link, minutes, way_of_use};
use crate::parse::{BlockKind, Heading};
use crate::path::Address;
use crate::plan::{Page, PageId, PageKind, Site, sheet_lines};
use crate::render::qr::qr;
use crate::render::templates::{count, html, map, optional};

/// As many as are set of most pages, those counted twice that are laid over others.
const FIELDS: usize = 64;

/// Fields that every page has; those of its kind are laid over them.
pub(in crate::render) struct PageView(Vec<(&'static str, Value)>);

impl PageView {
    /// A page with everything absent but what is given.
    pub(in crate::render) fn new(site: &Site, kind: &'static str, address: &Address, title: &str) -> Self {
        let mut view = Self(Vec::with_capacity(FIELDS));
        for name in [
            "description",
            "previous",
            "next",
            "reviewed",
            "aliases",
            "source_path",
            "edit_url",
            "when",
            "use",
            "markdown",
            "markdown_href",
            "print_href",
            "quiz",
            "qr",
        ] {
            view.set(name, Value::none());
        }
        for name in ["toc", "topics", "sources", "children", "exports"] {
            view.set(name, Value::from(Vec::<Value>::new()));
        }
        for name in ["words", "minutes", "items_total", "questions_total", "rules_total", "sheet_lines"] {
            view.set(name, count(0));
        }
        view.set("content", html(""));
        view.set("draft", Value::from(false));
        view.set("hidden", Value::from(false));
        view.set("weight", Value::from(1.0));
        view.set("kind", Value::from(kind));
        view.set("title", Value::from(title));
        view.set("href", Value::from(address.href()));
        view.set("canonical", canonical(site, address));
        let crumbs = if address.as_str().is_empty() { Vec::new() } else { vec![link(site.page(site.home))] };
        view.set("breadcrumbs", Value::from(crumbs));
        view
    }

    /// Sets one field, whatever it was before.
    pub(in crate::render) fn set(&mut self, name: &'static str, value: Value) {
        self.0.push((name, value));
    }

    /// The finished view.
    pub(in crate::render) fn finish(self) -> Value {
        map(self.0)
    }
}

fn canonical(site: &Site, address: &Address) -> Value {
    optional(absolute(site, address).as_deref())
}

/// The view of a page of content on its own page: what it says, and the ways from it to others.
pub(in crate::render) fn page_view(site: &Site, id: PageId, content: &str) -> PageView {
    let page = site.page(id);
    let document = &page.document;
    let mut view = sheet_view(site, id, content);
    view.set("toc", table_of_contents(page));
    view.set("breadcrumbs", breadcrumbs(site, page));
    view.set("previous", page.previous.map_or_else(Value::none, |id| link(site.page(id))));
    view.set("next", page.next.map_or_else(Value::none, |id| link(site.page(id))));
    view.set("topics", Value::from(page.topics.iter().map(|topic| topic_link(site, *topic)).collect::<Vec<_>>()));
    view.set("words", Value::from(document.words));
    view.set("minutes", Value::from(minutes(document.words)));
    if page.written {
        view.set("source_path", Value::from(document.path.as_str()));
        let edit = site.config.repository.as_ref().map(|repository| {
            format!("{}/{}", repository.trim_end_matches('/'), Address::new(document.path.as_str()).href())
        });
        view.set("edit_url", optional(edit.as_deref()));
    }
    view.set("children", Value::from(page.children.iter().map(|child| card(site.page(*child))).collect::<Vec<_>>()));
    view.set("print_href", Value::from(print_address(site, print_top(site, id)).href()));
    if page.kind == PageKind::Checklist {
        view.set("markdown_href", Value::from(markdown_address(page).href()));
    }
    view.set("weight", Value::from(f64::from(document.front.search.weight)));
    view.set("hidden", Value::from(page.search_hidden));
    set_totals(&mut view, page);
    view
}

/// The view of a page of content as it stands on paper among others: what it says, without the ways to other pages.
pub(in crate::render) fn sheet_view(site: &Site, id: PageId, content: &str) -> PageView {
    let page = site.page(id);
    let document = &page.document;
    let front = &document.front;
    let mut view = PageView::new(site, kind(page.kind), &page.address, &page.title);
    view.set("description", optional(page.description.as_deref()));
    view.set("content", html(content));
    view.set("aliases", aliases(page));
    view.set("sources", Value::from(page.works.iter().map(|work| work_view(site, *work)).collect::<Vec<_>>()));
    view.set("reviewed", optional(front.reviewed.as_ref().map(|date| date.value.to_string()).as_deref()));
    view.set("draft", Value::from(front.draft));
    view.set("when", optional(front.when.as_deref()));
    view.set("use", optional(front.way_of_use.map(way_of_use)));
    if page.kind == PageKind::Checklist {
        view.set("sheet_lines", Value::from(sheet_lines(document)));
        let code = absolute(site, &page.address).and_then(|address| qr(&address));
        view.set("qr", code.map_or_else(Value::none, |svg| html(&svg)));
    }
    view
}

/// The old addresses of a page, with a space between each two: what a reader keeps under them is its own.
pub(in crate::render) fn aliases(page: &Page) -> Value {
    Value::from(page.aliases.iter().map(Address::href).collect::<Vec<_>>().join(" "))
}

/// The page of the section that `id` belongs to: itself, if it has pages below.
fn print_top(site: &Site, id: PageId) -> PageId {
    let page = site.page(id);
    if page.children.is_empty() { page.parent.unwrap_or(site.home) } else { id }
}

/// Where the page `top` and all below it stand as one document.
pub(in crate::render) fn print_address(site: &Site, top: PageId) -> Address {
    Address::new(format!("print/{}", site.page(top).address))
}

/// Where a checklist's plain Markdown stands.
pub(in crate::render) fn markdown_address(page: &Page) -> Address {
    Address::new(format!("{}index.md", page.address))
}

fn set_totals(view: &mut PageView, page: &Page) {
    let (mut items, mut rules, mut questions) = (0, 0, 0);
    for block in &page.document.blocks {
        match &block.kind {
            BlockKind::Checklist(list) => items += list.tasks(),
            BlockKind::Rules(list) => rules += list.rules.len(),
            BlockKind::Question(_) => questions += 1,
        }
    }
    for entry in &page.pool {
        if entry.rule.is_some() { rules += 1 } else { questions += 1 }
    }
    view.set("items_total", count(items));
    view.set("rules_total", count(rules));
    view.set("questions_total", count(questions));
}

fn breadcrumbs(site: &Site, page: &Page) -> Value {
    let mut above: Vec<_> =
        std::iter::successors(page.parent, |id| site.page(*id).parent).map(|id| link(site.page(id))).collect();
    above.reverse();
    Value::from(above)
}

/// The H2s with their H3s.
fn table_of_contents(page: &Page) -> Value {
    let headings: Vec<_> = page.document.headings.iter().filter(|heading| matches!(heading.level, 2 | 3)).collect();
    // An H3 with no H2 before it stands for itself.
    let sections = headings.chunk_by(|_, next| next.level == 3).map(|section| {
        let below = section.iter().skip(1).map(|heading| contents_entry(heading, Vec::new()));
        contents_entry(section[0], below.collect())
    });
    Value::from(sections.collect::<Vec<_>>())
}

fn contents_entry(heading: &Heading, children: Vec<Value>) -> Value {
    map([
        ("id", Value::from(&*heading.id.name)),
        ("text", Value::from(&*heading.text)),
        ("level", Value::from(heading.level)),
        ("children", Value::from(children)),
    ])
}
