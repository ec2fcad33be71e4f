//! One Markdown file -> [`Document`]: front matter, tree and blocks, with all names on the page made unique.

use std::sync::Arc;

use super::blocks::{self, Found, Scene};
use super::document::{Document, Heading, Ident};
use super::words::Words;
use super::{front_matter, ids, markdown};
use crate::diagnostic::Diagnostics;
use crate::path::SourcePath;

/// Parses the page at `path`; `words` open its rules.
pub(super) fn parse_page(path: &SourcePath, text: &Arc<str>, words: &Words) -> Document {
    let (front, body, mut diagnostics) = front_matter::read(path, text);
    let mut markdown = markdown::read(text, body);
    let mut scene = Scene { path, file: text, tree: &mut markdown.tree, words, diagnostics: Diagnostics::new() };
    let mut found = blocks::find(&mut scene, front.kind, &markdown.fences, &markdown.headings);
    diagnostics.append(&mut scene.diagnostics);
    diagnostics.extend(settle_ids(&mut markdown.headings, &mut markdown.html_ids, &mut found, path));
    Document {
        path: path.clone(),
        text: Arc::clone(text),
        front,
        tree: markdown.tree,
        headings: markdown.headings,
        links: markdown.links,
        blocks: found.blocks,
        html_ids: markdown.html_ids,
        undefined: markdown.undefined,
        words: markdown.words,
        diagnostics,
    }
}

/// Makes all names of a page unique. An `<a name>` may say again what a heading is called: that is no id.
fn settle_ids(headings: &mut [Heading], html: &mut [Ident], found: &mut Found, path: &SourcePath) -> Diagnostics {
    let mut idents = found.idents();
    idents.extend(headings.iter_mut().map(|heading| &mut heading.id));
    idents.extend(html.iter_mut().filter(|ident| ident.explicit));
    let diagnostics = ids::settle(idents, path);
    found.share_ids(headings);
    diagnostics
}
