//! Sources -> [`Documents`]: one file at a time, in parallel. Front matter, the Markdown tree, and the
//! blocks that have a meaning here; pulldown-cmark and YAML are known to this stage only.

mod blocks;
mod checks;
mod document;
mod front_matter;
mod ids;
mod markdown;
mod page;
mod places;
mod settings;
mod tree;
mod words;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use blocks::plain_mark;
pub use checks::*;
pub use document::*;
pub use front_matter::*;
pub use ids::slug;
pub use settings::*;
pub use tree::*;

use self::words::Words;
use self::yaml::Yaml;
use crate::diagnostic::Diagnostics;
use crate::load::{Role, SourceFile, Sources};

/// Everything that was understood file by file.
#[derive(Clone, Debug)]
pub struct Documents {
    /// The pages, sorted by path.
    pub pages: Vec<Arc<Document>>,
    /// `content/handbook.yaml`
    pub config: Config,
    /// `content/sources.yaml`, in the order written.
    pub works: Vec<Work>,
    /// `content/synonyms.yaml`
    pub synonyms: Vec<Vec<String>>,
    /// Each theme's `theme.yaml`, by folder name, sorted.
    pub themes: BTreeMap<String, ThemeManifest>,
}

/// Parses every file.
pub fn parse(sources: &Sources) -> (Documents, Diagnostics) {
    let (mut documents, mut diagnostics) = parse_settings(sources);
    let words = Words::of(&documents.config, &documents.themes);
    documents.pages = parse_pages(sources, |path, text| Arc::new(page::parse_page(path, text, &words)));
    report_pages(&documents, &mut diagnostics);
    (documents, diagnostics)
}

/// The same for sources that were loaded again: a page whose text is still the one of `before` is taken over,
/// unless the words that open a rule are others: pages depend on nothing else.
pub fn parse_again(sources: &Sources, before: &Documents) -> (Documents, Diagnostics) {
    let (mut documents, mut diagnostics) = parse_settings(sources);
    let words = Words::of(&documents.config, &documents.themes);
    let same_words = words == Words::of(&before.config, &before.themes);
    documents.pages = parse_pages(sources, |path, text| match page_before(before, path, text) {
        Some(page) if same_words => page,
        _ => Arc::new(page::parse_page(path, text, &words)),
    });
    report_pages(&documents, &mut diagnostics);
    (documents, diagnostics)
}

type Path = crate::path::SourcePath;

/// The page that was made from this very text.
fn page_before(before: &Documents, path: &Path, text: &Arc<str>) -> Option<Arc<Document>> {
    let index = before.pages.binary_search_by(|page| page.path.cmp(path)).ok()?;
    before.pages.get(index).filter(|page| Arc::ptr_eq(&page.text, text)).map(Arc::clone)
}

fn parse_pages(sources: &Sources, parse: impl Fn(&Path, &Arc<str>) -> Arc<Document> + Sync) -> Vec<Arc<Document>> {
    let pages = sources.files().par_iter().filter(|file| file.role == Role::Page);
    pages.filter_map(|file| Some(parse(&file.path, file.text()?))).collect()
}

fn report_pages(documents: &Documents, diagnostics: &mut Diagnostics) {
    diagnostics.extend(documents.pages.iter().flat_map(|page| page.diagnostics.iter().cloned()));
}

/// All that is not a page; the pages are still missing.
fn parse_settings(sources: &Sources) -> (Documents, Diagnostics) {
    let (config, mut diagnostics) = read_config(settings_file(sources, "content/handbook.yaml"));
    let (works, found) = read_works(settings_file(sources, "content/sources.yaml"));
    diagnostics.extend(found);
    let (synonyms, found) = read_synonyms(settings_file(sources, "content/synonyms.yaml"));
    diagnostics.extend(found);
    let themes = themes(sources, &mut diagnostics);
    (Documents { pages: Vec::new(), config, works, synonyms, themes }, diagnostics)
}

fn settings_file<'a>(sources: &'a Sources, path: &str) -> Option<Yaml<'a>> {
    let file = sources.get(path)?;
    Some(Yaml::file(&file.path, file.text()?))
}

/// A manifest for each folder below `themes/`; an empty one where there is no `theme.yaml`.
fn themes(sources: &Sources, diagnostics: &mut Diagnostics) -> BTreeMap<String, ThemeManifest> {
    let mut themes: BTreeMap<String, ThemeManifest> = BTreeMap::new();
    for file in sources.files().iter().filter(|file| file.role == Role::Theme) {
        let Some((name, inner)) = in_theme(file) else { continue };
        let manifest = themes.entry(name.to_owned()).or_default();
        if let ("theme.yaml", Some(text)) = (inner, file.text()) {
            let (read, found) = read_manifest(Yaml::file(&file.path, text));
            *manifest = read;
            diagnostics.extend(found);
        }
    }
    themes
}

/// The name of a theme and the path in it.
fn in_theme(file: &SourceFile) -> Option<(&str, &str)> {
    file.path.as_str().strip_prefix("themes/")?.split_once('/')
}

#[cfg(test)]
mod tests;
