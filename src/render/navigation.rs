//! The navigation that a page shows: a window on the whole that does not grow with the handbook.

use tera::Value;

use super::templates::{map, optional};
use crate::plan::{NavItem, NavTarget, PageId, Site};

/// The most entries shown at one level; of more, those around the current one.
const WINDOW: usize = 24;

/// The navigation beside the page `current` (or beside a page of the tool's own): the menu, with the way to the
/// page unfolded.
pub(super) fn navigation(site: &Site, current: Option<PageId>, more: &str) -> Value {
    let way = way_to(site, current);
    let open = site.menu.iter().position(|item| leads_on(item, &way)).unwrap_or(0);
    let mut items: Vec<Value> =
        window(&site.menu, open).iter().map(|item| menu_item(site, item, current, &way, more)).collect();
    if site.menu.len() > WINDOW {
        items.push(entry(more, Some(&site.page(site.home).address.href()), false, false, true, Vec::new()));
    }
    Value::from(items)
}

/// The page and those above it, from the top.
fn way_to(site: &Site, current: Option<PageId>) -> Vec<PageId> {
    let mut way: Vec<_> = std::iter::successors(current, |page| site.page(*page).parent).collect();
    way.reverse();
    way
}

fn leads_on(item: &NavItem, way: &[PageId]) -> bool {
    matches!(item.to, NavTarget::Page(page) if page != way.first().copied().unwrap_or(page) && way.contains(&page))
        || item.children.iter().any(|child| leads_on(child, way))
}

fn menu_item(site: &Site, item: &NavItem, current: Option<PageId>, way: &[PageId], more: &str) -> Value {
    let open = leads_on(item, way);
    let own = item.children.iter().map(|child| menu_item(site, child, current, way, more));
    match &item.to {
        NavTarget::Page(page) => {
            let children = if item.children.is_empty() && open {
                page_entries(site, *page, current, way, more)
            } else {
                own.collect()
            };
            entry(&item.title, Some(&site.page(*page).address.href()), current == Some(*page), open, false, children)
        }
        NavTarget::External(address) => entry(&item.title, Some(address), false, open, false, own.collect()),
        NavTarget::Heading => entry(&item.title, None, false, open, false, own.collect()),
    }
}

/// The pages under `parent`, with the way to the current one unfolded.
fn page_entries(site: &Site, parent: PageId, current: Option<PageId>, way: &[PageId], more: &str) -> Vec<Value> {
    let children = &site.page(parent).children;
    let at = children.iter().position(|child| way.contains(child)).unwrap_or(0);
    let mut entries: Vec<Value> = window(children, at)
        .iter()
        .map(|child| {
            let page = site.page(*child);
            let open = way.contains(child);
            let below = if open { page_entries(site, *child, current, way, more) } else { Vec::new() };
            entry(&page.title, Some(&page.address.href()), current == Some(*child), open, false, below)
        })
        .collect();
    if children.len() > WINDOW {
        entries.push(entry(more, Some(&site.page(parent).address.href()), false, false, true, Vec::new()));
    }
    entries
}

/// At most [`WINDOW`] of `all`, around the one at `center`.
fn window<T>(all: &[T], center: usize) -> &[T] {
    let start = center.saturating_sub(WINDOW / 2).min(all.len().saturating_sub(WINDOW));
    &all[start..(start + WINDOW).min(all.len())]
}

fn entry(title: &str, href: Option<&str>, current: bool, open: bool, more: bool, children: Vec<Value>) -> Value {
    map([
        ("title", Value::from(title)),
        ("href", optional(href)),
        ("current", Value::from(current)),
        ("open", Value::from(open)),
        ("more", Value::from(more)),
        ("children", Value::from(children)),
    ])
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
