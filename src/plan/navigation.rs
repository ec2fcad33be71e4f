//! The menu and the order of reading: from folders, `order` and titles, or from `nav:` in `handbook.yaml`.

use super::links::Resolver;
use super::site::{NavItem, NavTarget, Page, PageId, Target};
use crate::diagnostic::{Check, Diagnostic, Diagnostics};
use crate::parse::{Config, NavEntry};
use crate::path::SourcePath;

/// An entry of `nav:` that leads nowhere.
pub(super) static BROKEN_NAV: Check = Check::error("broken-nav", "an entry of `nav:` names no page");

/// The menu: `nav:` when there is one, else the pages right under home.
pub(super) fn plan_menu(
    config: &Config,
    pages: &[Page],
    home: PageId,
    resolver: &Resolver,
    diagnostics: &mut Diagnostics,
) -> Vec<NavItem> {
    if config.nav.is_empty() {
        return page_items(&pages[home.0 as usize].children, pages);
    }
    let settings = SourcePath::new("content/handbook.yaml");
    config.nav.iter().filter_map(|entry| item(entry, pages, resolver, &settings, diagnostics)).collect()
}

fn page_items(ids: &[PageId], pages: &[Page]) -> Vec<NavItem> {
    let entry = |id: &PageId| NavItem {
        title: pages[id.0 as usize].title.clone(),
        to: NavTarget::Page(*id),
        children: Vec::new(),
    };
    ids.iter().map(entry).collect()
}

fn item(
    entry: &NavEntry,
    pages: &[Page],
    resolver: &Resolver,
    settings: &SourcePath,
    diagnostics: &mut Diagnostics,
) -> Option<NavItem> {
    let children: Vec<_> =
        entry.children.iter().filter_map(|child| item(child, pages, resolver, settings, diagnostics)).collect();
    let Some(reference) = &entry.to else {
        return Some(NavItem { title: entry.title.clone()?, to: NavTarget::Heading, children });
    };
    match resolver.resolve(settings, None, &reference.value) {
        Target::Page { page, .. } => {
            let title = entry.title.clone().unwrap_or_else(|| pages[page.0 as usize].title.clone());
            Some(NavItem { title, to: NavTarget::Page(page), children })
        }
        Target::External => {
            let title = entry.title.clone().unwrap_or_else(|| reference.value.clone());
            Some(NavItem { title, to: NavTarget::External(reference.value.clone()), children })
        }
        target => {
            let help = match target {
                Target::Broken { nearest } => nearest.map(|nearest| format!("did you mean `{nearest}`?")),
                _ => None,
            };
            let message = format!("no page at {}", reference.value);
            diagnostics.push(Diagnostic::new(&BROKEN_NAV, message, settings, reference.span).maybe_help(help));
            None
        }
    }
}

/// Sets each page's previous and next: home first, then the menu from top to bottom, each page before those under it.
pub(super) fn link_neighbours(pages: &mut [Page], home: PageId, menu: &[NavItem]) {
    let mut order = vec![home];
    let mut seen = vec![false; pages.len()];
    seen[home.0 as usize] = true;
    for item in menu {
        append_item(item, pages, &mut seen, &mut order);
    }
    for pair in order.windows(2) {
        pages[pair[0].0 as usize].next = Some(pair[1]);
        pages[pair[1].0 as usize].previous = Some(pair[0]);
    }
}

fn append_item(item: &NavItem, pages: &[Page], seen: &mut [bool], order: &mut Vec<PageId>) {
    if let NavTarget::Page(page) = item.to {
        if item.children.is_empty() {
            append_page(page, pages, seen, order);
        } else if !std::mem::replace(&mut seen[page.0 as usize], true) {
            order.push(page);
        }
    }
    for child in &item.children {
        append_item(child, pages, seen, order);
    }
}

fn append_page(page: PageId, pages: &[Page], seen: &mut [bool], order: &mut Vec<PageId>) {
    if std::mem::replace(&mut seen[page.0 as usize], true) {
        return;
    }
    order.push(page);
    for child in &pages[page.0 as usize].children {
        append_page(*child, pages, seen, order);
    }
}
