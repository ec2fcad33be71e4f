//! The navigation that a page shows: a window on the whole that does not grow with the handbook.

use std::sync::OnceLock;

use tera::Value;

use super::templates::map;
use crate::path::Address;
use crate::plan::{NavItem, NavTarget, Page, PageId, Site};

/// The most entries shown at one level; of more, those around the current one.
const WINDOW: usize = 24;

/// The entries of pages that are neither current nor unfolded: the same beside every page, so made once and shared.
pub(super) struct ClosedEntries(Vec<OnceLock<Value>>);

impl ClosedEntries {
    pub(super) fn new(site: &Site) -> Self {
        Self(site.pages.iter().map(|_| OnceLock::new()).collect())
    }

    fn of(&self, site: &Site, id: PageId) -> Value {
        let make = || {
            let page = site.page(id);
            Entry::to_page(&page.title, page).view()
        };
        match self.0.get(id.0 as usize) {
            Some(entry) => entry.get_or_init(make).clone(),
            None => make(),
        }
    }
}

/// The navigation beside the page `current` (or beside a page of the tool's own): the menu, with the way to the
/// page unfolded. `more` names the entry that leads to those left out.
pub(super) fn navigation(site: &Site, closed: &ClosedEntries, current: Option<PageId>, more: &str) -> Value {
    let beside = Beside { site, closed, current, way: way_to(site, current), more };
    let open = site.menu.iter().position(|item| beside.leads_on(item)).unwrap_or(0);
    let mut items: Vec<Value> = window(&site.menu, open).iter().map(|item| beside.menu_item(item)).collect();
    if site.menu.len() > WINDOW {
        items.push(beside.more_of(site.home));
    }
    Value::from(items)
}

/// What the navigation stands beside.
struct Beside<'a> {
    site: &'a Site,
    closed: &'a ClosedEntries,
    current: Option<PageId>,
    /// From the top to the current page.
    way: Vec<PageId>,
    more: &'a str,
}

impl Beside<'_> {
    fn leads_on(&self, item: &NavItem) -> bool {
        let top = self.way.first().copied();
        matches!(item.to, NavTarget::Page(page) if top.is_some_and(|top| top != page) && self.way.contains(&page))
            || item.children.iter().any(|child| self.leads_on(child))
    }

    fn menu_item(&self, item: &NavItem) -> Value {
        let open = self.leads_on(item);
        let own = || item.children.iter().map(|child| self.menu_item(child)).collect();
        match &item.to {
            NavTarget::Page(id) => {
                let page = self.site.page(*id);
                let current = self.current == Some(*id);
                if !open && !current && item.children.is_empty() && item.title == page.title {
                    return self.closed.of(self.site, *id);
                }
                let children = if item.children.is_empty() && open { self.below(*id) } else { own() };
                Entry { current, open, children, ..Entry::to_page(&item.title, page) }.view()
            }
            NavTarget::External(address) => {
                let to = To::Outside(address);
                Entry { to, open, children: own(), ..Entry::heading(&item.title) }.view()
            }
            NavTarget::Heading => Entry { open, children: own(), ..Entry::heading(&item.title) }.view(),
        }
    }

    /// The pages under `parent`, with the way to the current one unfolded.
    fn below(&self, parent: PageId) -> Vec<Value> {
        let children = &self.site.page(parent).children;
        let at = children.iter().position(|child| self.way.contains(child)).unwrap_or(0);
        let mut entries: Vec<Value> = window(children, at).iter().map(|child| self.page(*child)).collect();
        if children.len() > WINDOW {
            entries.push(self.more_of(parent));
        }
        entries
    }

    fn page(&self, id: PageId) -> Value {
        if !self.way.contains(&id) {
            return self.closed.of(self.site, id);
        }
        let page = self.site.page(id);
        let current = self.current == Some(id);
        Entry { current, open: true, children: self.below(id), ..Entry::to_page(&page.title, page) }.view()
    }

    fn more_of(&self, parent: PageId) -> Value {
        Entry { more: true, ..Entry::to_page(self.more, self.site.page(parent)) }.view()
    }
}

/// The page and those above it, from the top.
fn way_to(site: &Site, current: Option<PageId>) -> Vec<PageId> {
    let mut way: Vec<_> = std::iter::successors(current, |page| site.page(*page).parent).collect();
    way.reverse();
    way
}

/// At most [`WINDOW`] of `all`, around the one at `center`.
fn window<T>(all: &[T], center: usize) -> &[T] {
    let start = center.saturating_sub(WINDOW / 2).min(all.len().saturating_sub(WINDOW));
    &all[start..(start + WINDOW).min(all.len())]
}

/// One entry, as templates see it.
struct Entry<'a> {
    title: &'a str,
    to: To<'a>,
    current: bool,
    open: bool,
    more: bool,
    children: Vec<Value>,
}

enum To<'a> {
    Nothing,
    Page(&'a Address),
    Outside(&'a str),
}

impl<'a> Entry<'a> {
    fn heading(title: &'a str) -> Self {
        Self { title, to: To::Nothing, current: false, open: false, more: false, children: Vec::new() }
    }

    fn to_page(title: &'a str, page: &'a Page) -> Self {
        Self { to: To::Page(&page.address), ..Self::heading(title) }
    }

    fn view(self) -> Value {
        let href = match self.to {
            To::Nothing => Value::none(),
            To::Page(address) => Value::from(address.href()),
            To::Outside(address) => Value::from(address),
        };
        map([
            ("title", Value::from(self.title)),
            ("href", href),
            ("external", Value::from(matches!(self.to, To::Outside(_)))),
            ("current", Value::from(self.current)),
            ("open", Value::from(self.open)),
            ("more", Value::from(self.more)),
            ("children", Value::from(self.children)),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_the_middle_and_never_more_than_its_size() {
        let all: Vec<usize> = (0..100).collect();
        assert_eq!(window(&all, 0), &all[..WINDOW]);
        assert_eq!(window(&all, 99), &all[100 - WINDOW..]);
        assert!(window(&all, 50).contains(&50));
        assert_eq!(window(&all[..5], 3), &all[..5]);
    }
}
