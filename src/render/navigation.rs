//! The navigation that a page shows: a window on the whole that does not grow with the handbook.

use std::sync::OnceLock;

use tera::{Context, Value};

use super::Shared;
use super::templates::{html, map};
use crate::diagnostic::Diagnostic;
use crate::path::{Address, SourcePath};
use crate::plan::{NavItem, NavTarget, Page, PageId, Site};

/// Bytes that an entry usually fits in.
const ENTRY: usize = 100;

/// The most entries shown at one level; of more, those around the current one.
const WINDOW: usize = 24;

/// Folders deep that a page may lie for its navigation to share entries with others'.
pub(super) const DEPTHS: usize = 8;

/// The entries that are the same beside every page at one depth, rendered once for each depth and shared.
pub(super) struct SharedEntries {
    by_depth: [OnceLock<Vec<EntriesOfPage>>; DEPTHS],
}

/// What is shared of one page.
#[derive(Default)]
struct EntriesOfPage {
    /// Its own entry where it is neither current nor unfolded.
    closed: OnceLock<Box<str>>,
    /// Where it is unfolded: what stands before and after the entries below it. Nothing if the theme does more with those.
    open: OnceLock<Option<(Box<str>, Box<str>)>>,
    /// The one that stands for the rest of the pages below it.
    more: OnceLock<Box<str>>,
}

impl SharedEntries {
    pub(super) fn new() -> Self {
        Self { by_depth: [const { OnceLock::new() }; DEPTHS] }
    }

    /// Where entries of `id` are kept for pages from which `root` leads up; nowhere if that is no relative address.
    fn of(&self, site: &Site, id: PageId, root: &str) -> Option<&EntriesOfPage> {
        let entries = self.by_depth.get(depth(root)?)?;
        entries.get_or_init(|| site.pages.iter().map(|_| EntriesOfPage::default()).collect()).get(id.0 as usize)
    }
}

/// Stands for the entries below one in what many pages share.
const CHILDREN: &str = "<handbook-children></handbook-children>";

/// How many folders `root` leads up; nothing if it is no relative address, as on a page that stands for others.
pub(super) fn depth(root: &str) -> Option<usize> {
    if root == "./" { Some(0) } else { Some(root.strip_suffix("../")?.len() / 3 + 1) }
}

/// The navigation beside the page `current` (or beside a page of the tool's own), as HTML: the entries of the menu, with
/// the way to the page unfolded. `root` is the way up to the site's root.
///
/// # Errors
/// When the template of an entry fails; `about` is the page to name then.
pub(super) fn navigation(
    site: &Site,
    shared: &Shared,
    root: &str,
    current: Option<PageId>,
    about: &SourcePath,
) -> Result<Value, Diagnostic> {
    let beside = Beside { site, shared, root, current, way: way_to(site, current), about };
    let open = site.menu.iter().position(|item| beside.leads_on(item)).unwrap_or(0);
    let shown = window(&site.menu, open);
    let mut entries = String::with_capacity(ENTRY * shown.len());
    for item in shown {
        beside.menu_item(item, &mut entries)?;
    }
    if site.menu.len() > WINDOW {
        beside.more_of(site.home, &mut entries)?;
    }
    Ok(html(&entries))
}

/// What the navigation stands beside.
struct Beside<'a> {
    site: &'a Site,
    shared: &'a Shared,
    root: &'a str,
    current: Option<PageId>,
    /// From the top to the current page.
    way: Vec<PageId>,
    about: &'a SourcePath,
}

impl Beside<'_> {
    fn leads_on(&self, item: &NavItem) -> bool {
        let top = self.way.first().copied();
        matches!(item.to, NavTarget::Page(page) if top.is_some_and(|top| top != page) && self.way.contains(&page))
            || item.children.iter().any(|child| self.leads_on(child))
    }

    fn menu_item(&self, item: &NavItem, entries: &mut String) -> Result<(), Diagnostic> {
        let open = self.leads_on(item);
        let mut children = String::new();
        for child in &item.children {
            self.menu_item(child, &mut children)?;
        }
        let entry = match &item.to {
            NavTarget::Page(id) => {
                let page = self.site.page(*id);
                let current = self.current == Some(*id);
                if !open && !current && item.children.is_empty() && item.title == page.title {
                    return self.closed(*id, entries);
                }
                if item.children.is_empty() && open {
                    if item.title == page.title {
                        return self.open(*id, entries);
                    }
                    self.below(*id, &mut children)?;
                }
                Entry { current, ..Entry::to_page(&item.title, page) }
            }
            NavTarget::External(address) => Entry { to: To::Outside(address), ..Entry::heading(&item.title) },
            NavTarget::Heading => Entry::heading(&item.title),
        };
        self.render(Entry { open, children, ..entry }, entries)
    }

    /// The pages under `parent`, with the way to the current one unfolded.
    fn below(&self, parent: PageId, entries: &mut String) -> Result<(), Diagnostic> {
        let children = &self.site.page(parent).children;
        let at = children.iter().position(|child| self.way.contains(child)).unwrap_or(0);
        let shown = window(children, at);
        entries.reserve(ENTRY * shown.len());
        for child in shown {
            self.page(*child, entries)?;
        }
        if children.len() > WINDOW { self.more_of(parent, entries) } else { Ok(()) }
    }

    fn page(&self, id: PageId, entries: &mut String) -> Result<(), Diagnostic> {
        if self.way.contains(&id) { self.open(id, entries) } else { self.closed(id, entries) }
    }

    /// An entry on the way to the current page, or the one of it.
    fn open(&self, id: PageId, entries: &mut String) -> Result<(), Diagnostic> {
        let current = self.current == Some(id);
        let around = if current { None } else { self.around_children(id)? };
        if let Some((before, after)) = around {
            entries.push_str(before);
            self.below(id, entries)?;
            entries.push_str(after);
            return Ok(());
        }
        let page = self.site.page(id);
        let mut children = String::new();
        self.below(id, &mut children)?;
        self.render(Entry { current, open: true, children, ..Entry::to_page(&page.title, page) }, entries)
    }

    /// What is the same of the unfolded entry of `id` beside all pages below it.
    fn around_children(&self, id: PageId) -> Result<Option<(&str, &str)>, Diagnostic> {
        let Some(own) = self.shared.entries.of(self.site, id, self.root) else { return Ok(None) };
        if own.open.get().is_none() {
            let page = self.site.page(id);
            let mut entry = String::with_capacity(ENTRY);
            let children = CHILDREN.to_owned();
            self.render(Entry { open: true, children, ..Entry::to_page(&page.title, page) }, &mut entry)?;
            let parts = entry.split_once(CHILDREN).filter(|(_, after)| !after.contains(CHILDREN));
            // Two threads may have made it, the same each.
            let _ = own.open.set(parts.map(|(before, after)| (before.into(), after.into())));
        }
        Ok(own.open.get().and_then(Option::as_ref).map(|(before, after)| (&**before, &**after)))
    }

    fn closed(&self, id: PageId, entries: &mut String) -> Result<(), Diagnostic> {
        let slot = self.shared.entries.of(self.site, id, self.root).map(|own| &own.closed);
        let page = self.site.page(id);
        self.shared_entry(slot, Entry::to_page(&page.title, page), entries)
    }

    fn more_of(&self, parent: PageId, entries: &mut String) -> Result<(), Diagnostic> {
        let slot = self.shared.entries.of(self.site, parent, self.root).map(|own| &own.more);
        let more = self.shared.string("more");
        self.shared_entry(slot, Entry { more: true, ..Entry::to_page(more, self.site.page(parent)) }, entries)
    }

    /// Takes what is in the slot, or renders `entry` and puts it there.
    fn shared_entry(
        &self,
        slot: Option<&OnceLock<Box<str>>>,
        entry: Entry,
        entries: &mut String,
    ) -> Result<(), Diagnostic> {
        if let Some(known) = slot.and_then(OnceLock::get) {
            entries.push_str(known);
            return Ok(());
        }
        let start = entries.len();
        self.render(entry, entries)?;
        if let Some(slot) = slot {
            // Two threads may have made it, the same each.
            let _ = slot.set(entries[start..].into());
        }
        Ok(())
    }

    fn render(&self, entry: Entry, entries: &mut String) -> Result<(), Diagnostic> {
        let mut context = Context::new();
        context.insert_value("entry", entry.view());
        context.insert_value("root", Value::from(self.root));
        entries.push_str(&self.shared.templates.render_partial(self.site, "nav-entry", self.about, &context)?);
        Ok(())
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
    /// Rendered.
    children: String,
}

enum To<'a> {
    Nothing,
    Page(&'a Address),
    Outside(&'a str),
}

impl<'a> Entry<'a> {
    fn heading(title: &'a str) -> Self {
        Self { title, to: To::Nothing, current: false, open: false, more: false, children: String::new() }
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
            ("children", html(&self.children)),
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
