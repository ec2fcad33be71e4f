//! A page's parsed tree -> [`SearchPage`]: its text by sections, without markup. Nothing is rendered for it.

use crate::parse::{BlockKind, Document, NodeId, NodeKind};
use crate::plan::{Page, Site};
use crate::render::view::kind;

use super::{Field, SearchPage, SearchSection};

/// Whether search finds `page`.
pub(super) fn is_found(page: &Page) -> bool {
    !page.search_hidden
}

/// The pages that search finds, by address.
pub(super) fn found(site: &Site) -> Vec<&Page> {
    let mut found: Vec<_> = site.pages.iter().filter(|page| is_found(page)).collect();
    found.sort_by(|a, b| a.address.as_str().cmp(b.address.as_str()));
    found
}

pub(super) fn search_page<'a>(site: &'a Site, page: &'a Page) -> SearchPage<'a> {
    let topics = page.topics.iter().map(|id| site.topic(*id));
    SearchPage {
        address: page.address.as_str(),
        title: &page.title,
        kind: kind(page.kind),
        topics: topics.map(|topic| (topic.name.as_str(), topic.title.as_str())).collect(),
        weight: page.document.front.search.weight,
        sections: sections(&page.document, &page.title, page.description.as_deref()),
    }
}

/// The sections of a page; its title is no heading of one.
fn sections(document: &Document, title: &str, description: Option<&str>) -> Vec<SearchSection> {
    let mut collector = Collector::default();
    collector.push(Field::Body, description.unwrap_or_default());
    collector.flush();
    let rules = rules(document);
    let mut id = 0;
    while let Some(node) = document.tree.nodes().get(id as usize) {
        let field = field_of(&rules, id);
        match node.kind {
            NodeKind::Heading { level, index } => {
                if let Some(heading) = document.headings.get(index as usize)
                    && (level > 1 || *heading.text != *title)
                {
                    collector.heading(level, &heading.text);
                }
                id = node.end;
                continue;
            }
            NodeKind::Text(text) | NodeKind::Code(text) => {
                collector.push(field, document.tree.text(&document.text, text));
            }
            NodeKind::SoftBreak | NodeKind::HardBreak => collector.push(field, " "),
            kind if !kind.is_inline() => collector.flush(),
            _ => {}
        }
        id += 1;
    }
    collector.finish()
}

/// Where the first lines of rules and of checklists' items stand, in order.
fn rules(document: &Document) -> Vec<std::ops::Range<NodeId>> {
    let leads = document.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Rules(list) => list.rules.iter().map(|rule| rule.rule.lead.clone()).collect(),
        BlockKind::Checklist(list) => list.items.iter().map(|item| item.label.lead.clone()).collect(),
        BlockKind::Question(_) => Vec::new(),
    });
    let mut leads: Vec<_> = leads.filter(|lead| !lead.is_empty()).collect();
    leads.sort_by_key(|lead| lead.start);
    leads
}

fn field_of(rules: &[std::ops::Range<NodeId>], id: NodeId) -> Field {
    let before = rules.partition_point(|lead| lead.start <= id);
    match before.checked_sub(1).and_then(|last| rules.get(last)) {
        Some(lead) if lead.contains(&id) => Field::Rule,
        _ => Field::Body,
    }
}

/// Bytes that a paragraph usually fits in.
const PARAGRAPH: usize = 400;

/// Gathers text as it comes; a piece ends with its block, or where a rule's first line does.
struct Collector {
    sections: Vec<SearchSection>,
    /// The headings above what comes next, with their levels.
    above: Vec<(u8, String)>,
    field: Field,
    text: String,
}

impl Default for Collector {
    fn default() -> Self {
        Self { sections: vec![SearchSection::default()], above: Vec::new(), field: Field::Body, text: String::new() }
    }
}

impl Collector {
    fn push(&mut self, field: Field, text: &str) {
        if field != self.field {
            self.flush();
            self.field = field;
        }
        // Pieces are paragraphs mostly.
        if self.text.capacity() == 0 {
            self.text.reserve(PARAGRAPH.max(text.len()));
        }
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        if let Some(section) = self.sections.last_mut().filter(|_| !self.text.trim().is_empty()) {
            section.text.push((self.field, std::mem::take(&mut self.text)));
        }
        self.text.clear();
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.flush();
        self.above.retain(|above| above.0 < level);
        let ancestors = self.above.iter().map(|above| above.1.clone()).collect();
        self.sections.push(SearchSection { heading: text.to_owned(), ancestors, text: Vec::new() });
        self.above.push((level, text.to_owned()));
    }

    fn finish(mut self) -> Vec<SearchSection> {
        self.flush();
        self.sections
    }
}
