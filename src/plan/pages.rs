//! Documents -> pages: one for each file, one for each folder without a page of its own, with
//! titles, addresses, and who stands under whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::addresses::{Claims, below_content, folder_address, page_address};
use super::site::{Page, PageId, PageKind};
use crate::diagnostic::{Diagnostics, Place};
use crate::parse::{Config, Document, Kind};
use crate::path::{Address, SourcePath};

/// Whether pages with `draft: true` are part of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// They are: for their author, in `serve`.
    Shown,
    /// They are not.
    LeftOut,
}

/// The pages, sorted by address, with the address of the folder that each is the page of, if any.
pub(super) struct Planned {
    pub(super) pages: Vec<Page>,
    /// Folders below `content/` (`""`: itself) and their pages.
    pub(super) folders: FxHashMap<String, PageId>,
}

/// A page before it has an id.
struct Draft {
    page: Page,
    /// The folder that it is the page of.
    folder: Option<String>,
}

/// Makes the pages of `documents`, claims their addresses and links parents with children.
pub(super) fn plan_pages(
    documents: &[Arc<Document>],
    config: &Config,
    drafts: Drafts,
    claims: &mut Claims,
    diagnostics: &mut Diagnostics,
) -> Planned {
    let documents: Vec<_> = documents.iter().filter(|document| is_published(document, config, drafts)).collect();
    let all_folders = folders_of(&documents);
    let indexes = folder_indexes(&documents, &all_folders);
    let mut planned: Vec<Draft> =
        documents.par_iter().map(|document| written_page(document, &indexes, config)).collect();
    let bare_folders = all_folders.iter().filter(|folder| !indexes.contains_key(*folder));
    planned.extend(bare_folders.map(|folder| folder_page((*folder).to_owned(), config)));
    planned.par_sort_by(|a, b| {
        (&a.page.address, !a.page.written, &a.page.document.path).cmp(&(
            &b.page.address,
            !b.page.written,
            &b.page.document.path,
        ))
    });
    planned.retain(|draft| {
        let place = Place { path: draft.page.document.path.clone(), span: None };
        claims.claim(&draft.page.address, place, diagnostics)
    });
    let folders =
        (0u32..).map(PageId).zip(&planned).filter_map(|(id, draft)| Some((draft.folder.clone()?, id))).collect();
    let pages = planned.into_iter().map(|draft| draft.page).collect();
    let mut planned = Planned { pages, folders };
    link_families(&mut planned);
    planned
}

fn is_published(document: &Document, config: &Config, drafts: Drafts) -> bool {
    let path = below_content(&document.path);
    config.excluding(path).is_none() && (!document.front.draft || drafts == Drafts::Shown)
}

/// The folders that `documents` lie in, and those above them.
fn folders_of<'a>(documents: &[&'a Arc<Document>]) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::from([""]);
    let mut before = "";
    for document in documents {
        let path = below_content(&document.path);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Documents of one folder mostly follow one another.
        if folder != before {
            folders.extend(folders_above(path));
            before = folder;
        }
    }
    folders
}

/// The page of each folder that has one: `index.md`, else `README.md`, else a file of the folder's name beside it.
fn folder_indexes<'a>(
    documents: &[&'a Arc<Document>],
    folders: &BTreeSet<&'a str>,
) -> FxHashMap<&'a str, &'a SourcePath> {
    let mut indexes: FxHashMap<&str, (u8, &SourcePath)> = FxHashMap::default();
    for document in documents {
        let path = below_content(&document.path);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let without_extension = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let (rank, of) = match document.path.stem() {
            stem if stem.eq_ignore_ascii_case("index") => (0, folder),
            stem if stem.eq_ignore_ascii_case("readme") => (1, folder),
            _ if folders.contains(without_extension) => (2, without_extension),
            _ => continue,
        };
        let entry = indexes.entry(of).or_insert((rank, &document.path));
        if rank < entry.0 {
            *entry = (rank, &document.path);
        }
    }
    indexes.into_iter().map(|(folder, (_, path))| (folder, path)).collect()
}

/// The folders that a path lies in, from the nearest up to `""`.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| match path.rsplit_once('/') {
        Some((folder, _)) => Some(folder),
        None if path.is_empty() => None,
        None => Some(""),
    })
    .skip(1)
}

fn written_page(document: &Arc<Document>, indexes: &FxHashMap<&str, &SourcePath>, config: &Config) -> Draft {
    let path = below_content(&document.path);
    let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
    let beside = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let folder =
        [above, beside].into_iter().find(|folder| indexes.get(folder).is_some_and(|index| **index == document.path));
    let address = match folder {
        Some(folder) => folder_address(folder),
        None => page_address(path, false),
    };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let fallback = match folder {
        Some("") => config.title.clone().unwrap_or_else(|| "Home".to_owned()),
        Some(folder) => title_of_name(folder.rsplit('/').next().unwrap_or(folder)),
        None => title_of_name(stem),
    };
    let heading = document.headings.iter().find(|heading| heading.level == 1).map(|heading| heading.text.to_string());
    let title = document.front.title.clone().or(heading).filter(|title| !title.trim().is_empty()).unwrap_or(fallback);
    let kind = match (folder, document.front.kind) {
        (Some(""), Kind::Guide) => PageKind::Home,
        (Some(_), Kind::Guide) => PageKind::Section,
        (_, Kind::Guide) => PageKind::Guide,
        (_, Kind::Checklist) => PageKind::Checklist,
        (_, Kind::Quiz) => PageKind::Quiz,
    };
    Draft { page: page(Arc::clone(document), true, address, title, kind), folder: folder.map(str::to_owned) }
}

fn folder_page(folder: String, config: &Config) -> Draft {
    let document = Arc::new(Document::empty(SourcePath::from(format!("content/{folder}"))));
    let (title, kind) = match folder.rsplit('/').next() {
        None | Some("") => (config.title.clone().unwrap_or_else(|| "Handbook".to_owned()), PageKind::Home),
        Some(name) => (title_of_name(name), PageKind::Section),
    };
    Draft { page: page(document, false, folder_address(&folder), title, kind), folder: Some(folder) }
}

fn page(document: Arc<Document>, written: bool, address: Address, title: String, kind: PageKind) -> Page {
    let description = document.front.description.clone();
    let search_hidden = document.front.search.hidden;
    Page {
        document,
        written,
        address,
        title,
        description,
        kind,
        parent: None,
        children: Vec::new(),
        previous: None,
        next: None,
        topics: Vec::new(),
        works: Vec::new(),
        links: Vec::new(),
        pool: Vec::new(),
        search_hidden,
        aliases: Vec::new(),
    }
}

/// `before-you-send` -> `Before you send`
pub(super) fn title_of_name(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let words = words.trim();
    let mut letters = words.chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// Sets each page's parent, its children in order, and what it inherits from the folders above.
fn link_families(planned: &mut Planned) {
    let own_folder: FxHashMap<PageId, String> =
        planned.folders.iter().map(|(folder, id)| (*id, folder.clone())).collect();
    let mut children: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for (id, page) in (0u32..).map(PageId).zip(&mut planned.pages) {
        let path = below_content(&page.document.path);
        let above = match own_folder.get(&id) {
            Some(folder) if folder.is_empty() => continue,
            Some(folder) => folder.rsplit_once('/').map_or("", |(above, _)| above),
            None => path.rsplit_once('/').map_or("", |(above, _)| above),
        };
        page.parent = planned.folders.get(above).copied().filter(|parent| *parent != id);
        if let Some(parent) = page.parent {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut children: Vec<_> = children.into_iter().collect();
    children.par_iter_mut().for_each(|(_, ids)| {
        ids.sort_by_cached_key(|id| sibling_order(&planned.pages[id.0 as usize]));
    });
    for (parent, ids) in children {
        planned.pages[parent.0 as usize].children = ids;
    }
    hide_below_hidden(&mut planned.pages);
}

fn sibling_order(page: &Page) -> (i64, String, Address) {
    (page.document.front.order.unwrap_or(i64::MAX), page.title.to_lowercase(), page.address.clone())
}

/// A folder's `search: false` holds for all below it; a parent's address sorts before its children's.
fn hide_below_hidden(pages: &mut [Page]) {
    for index in 0..pages.len() {
        let parent = pages[index].parent.map(|parent| pages[parent.0 as usize].search_hidden);
        pages[index].search_hidden |= parent.unwrap_or(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_above_a_file_are_listed_from_the_nearest() {
        assert_eq!(folders_above("a/b/c.md").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(folders_above("c.md").collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn a_name_becomes_a_title() {
        assert_eq!(title_of_name("before_you-send"), "Before you send");
        assert_eq!(title_of_name("---"), "---");
    }
}
