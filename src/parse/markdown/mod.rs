//! Markdown -> [`Markdown`]: the flat tree with the headings, links and ids in it. pulldown-cmark's events are
//! read once, in order; a `quiz` fence's body is read in its place, as children of the fence.

mod builder;
mod html;
mod links;
mod origin;
mod pending;
mod reading;

use pulldown_cmark::Options;

use super::document::{Heading, Ident, Link};
use super::tree::{NodeId, Tree};
use crate::diagnostic::Span;

/// What stands in one file's Markdown, before blocks are recognised and names made unique.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    /// All of it.
    pub tree: Tree,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Where links and pictures point.
    pub links: Vec<Link>,
    /// Ids that raw HTML sets.
    pub html_ids: Vec<Ident>,
    /// References such as `[text][label]` whose label is defined nowhere.
    pub undefined: Vec<Span>,
    /// The fences marked `quiz`, whose bodies are their children.
    pub fences: Vec<NodeId>,
    /// Words of running text.
    pub words: u32,
}

/// The Markdown in `file` from `start` on.
pub(super) fn read(file: &str, start: usize) -> Markdown {
    let mut builder = builder::Builder::new(file);
    builder.read(file.get(start..).unwrap_or_default(), &origin::Origin::From(start));
    builder.finish()
}

/// `CommonMark`, GFM and heading attributes.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

#[cfg(test)]
mod tests;
