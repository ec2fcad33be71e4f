//! One Markdown file -> [`Document`].

use std::sync::Arc;

use super::document::{Document, Ident};
use super::{front_matter, ids, markdown};
use crate::path::SourcePath;

/// Parses the page at `path`.
pub(super) fn parse_page(path: &SourcePath, text: &Arc<str>) -> Document {
    let (front, body, mut diagnostics) = front_matter::read(path, text);
    let mut markdown = markdown::read(text, body);
    let headings = markdown.headings.iter_mut().map(|heading| &mut heading.id);
    let in_html = markdown.html_ids.iter_mut().filter(|ident| ident.explicit);
    let idents: Vec<&mut Ident> = headings.chain(in_html).collect();
    diagnostics.extend(ids::settle(idents, path));
    Document {
        path: path.clone(),
        text: Arc::clone(text),
        front,
        tree: markdown.tree,
        headings: markdown.headings,
        links: markdown.links,
        blocks: Vec::new(),
        html_ids: markdown.html_ids,
        words: markdown.words,
        diagnostics,
    }
}
