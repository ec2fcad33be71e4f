//! Site -> Diagnostics: what is wrong with a handbook whose every file was understood.
//!
//! One file a check, each with its code, its severity and the reason for it; a check is added by one such
//! file and a line in `LOOKS`. Pages are looked at in parallel, and no check knows of another.

mod broken_anchor;
mod broken_link;
mod checklist_too_long;
mod checklist_without_moment;
mod clue_not_in_specimen;
mod empty_item;
mod empty_quiz;
mod forbidden_address;
mod heading_jump;
mod html_left_out;
mod missing_alt;
mod misspelt_topic;
mod option_without_why;
mod orphan_page;
mod pause_too_long;
mod question_without_answer;
mod rule_without_why;
mod second_title;
mod short_draw;
mod stray_id;
mod undefined_reference;
mod unknown_check;
mod unknown_source;
mod unknown_topic_in_draw;
mod unmatched_exclude;
mod untouched_review;
mod unused_asset;

use rayon::prelude::*;

use crate::diagnostic::{Check, Diagnostics, Span, nearest};
use crate::parse::{BlockKind, Document, Form, Heading, Node, NodeKind, Question, Rule, TextRef};
use crate::plan::{Page, Site};

/// A check and how it looks for what it finds.
struct Look {
    check: &'static Check,
    at: At,
}

/// What a check looks at.
enum At {
    /// One page that somebody wrote.
    Page(fn(&Site, &Page) -> Diagnostics),
    /// The site as a whole.
    Site(fn(&Site) -> Diagnostics),
}

const fn page(check: &'static Check, look: fn(&Site, &Page) -> Diagnostics) -> Look {
    Look { check, at: At::Page(look) }
}

const fn site(check: &'static Check, look: fn(&Site) -> Diagnostics) -> Look {
    Look { check, at: At::Site(look) }
}

/// All checks of this stage.
const LOOKS: &[Look] = &[
    page(&broken_anchor::CHECK, broken_anchor::look),
    page(&broken_link::CHECK, broken_link::look),
    page(&checklist_too_long::CHECK, checklist_too_long::look),
    page(&checklist_without_moment::CHECK, checklist_without_moment::look),
    page(&clue_not_in_specimen::CHECK, clue_not_in_specimen::look),
    page(&empty_item::CHECK, empty_item::look),
    page(&empty_quiz::CHECK, empty_quiz::look),
    page(&forbidden_address::CHECK, forbidden_address::look),
    page(&heading_jump::CHECK, heading_jump::look),
    page(&html_left_out::CHECK, html_left_out::look),
    page(&missing_alt::CHECK, missing_alt::look),
    page(&misspelt_topic::CHECK, misspelt_topic::look),
    page(&option_without_why::CHECK, option_without_why::look),
    site(&orphan_page::CHECK, orphan_page::look),
    page(&pause_too_long::CHECK, pause_too_long::look),
    page(&question_without_answer::CHECK, question_without_answer::look),
    page(&rule_without_why::CHECK, rule_without_why::look),
    page(&second_title::CHECK, second_title::look),
    page(&short_draw::CHECK, short_draw::look),
    page(&stray_id::CHECK, stray_id::look),
    page(&undefined_reference::CHECK, undefined_reference::look),
    site(&unknown_check::CHECK, unknown_check::look),
    page(&unknown_source::CHECK, unknown_source::look),
    page(&unknown_topic_in_draw::CHECK, unknown_topic_in_draw::look),
    site(&unmatched_exclude::CHECK, unmatched_exclude::look),
    page(&untouched_review::CHECK, untouched_review::look),
    site(&unused_asset::CHECK, unused_asset::look),
];

/// What this stage looks for.
pub const CHECKS: &[&Check] = &{
    let mut checks = [LOOKS[0].check; LOOKS.len()];
    let mut index = 0;
    while index < LOOKS.len() {
        checks[index] = LOOKS[index].check;
        index += 1;
    }
    checks
};

/// Looks at every page, and at the site as a whole.
pub fn verify(site: &Site) -> Diagnostics {
    let written: Vec<&Page> = site.pages.iter().filter(|page| page.written).collect();
    let of_pages = written.into_par_iter().flat_map_iter(|page| look_at_page(site, page));
    let of_site = LOOKS.par_iter().flat_map_iter(|look| match look.at {
        At::Site(look) => look(site),
        At::Page(_) => Vec::new(),
    });
    of_pages.chain(of_site).collect()
}

fn look_at_page<'a>(site: &'a Site, page: &'a Page) -> impl Iterator<Item = crate::diagnostic::Diagnostic> + 'a {
    LOOKS.iter().flat_map(move |look| match look.at {
        At::Page(look) => look(site, page),
        At::Site(_) => Vec::new(),
    })
}

/// The texts of a document that are written as they are read, those in code left out: where, and what.
fn running_texts(document: &Document) -> impl Iterator<Item = (Span, &str)> {
    let nodes = document.tree.nodes();
    let is_code = |before: Option<&Node>| before.is_some_and(|node| matches!(node.kind, NodeKind::CodeBlock { .. }));
    nodes.iter().enumerate().filter_map(move |(index, node)| match node.kind {
        NodeKind::Text(TextRef::Source(span)) if !is_code(index.checked_sub(1).and_then(|at| nodes.get(at))) => {
            Some((span, document.text.get(span.range())?))
        }
        _ => None,
    })
}

/// The questions that stand on a page.
fn questions(page: &Page) -> impl Iterator<Item = &Question> {
    page.document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        BlockKind::Rules(_) | BlockKind::Checklist(_) => None,
    })
}

/// The do/don't rules of a page, those of its questions included.
fn rules(page: &Page) -> impl Iterator<Item = &Rule> {
    page.document.blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Rules(list) => list.rules.as_slice(),
        BlockKind::Question(Question { form: Form::Judge { rules }, .. }) => rules,
        BlockKind::Question(_) | BlockKind::Checklist(_) => &[],
    })
}

/// The headings that structure a page: those of quotations, items and questions in fences stand apart.
fn headings(document: &Document) -> impl Iterator<Item = &Heading> {
    document.tree.siblings(document.tree.all()).filter_map(|id| match document.tree.node(id).kind {
        NodeKind::Heading { index, .. } => document.headings.get(index as usize),
        _ => None,
    })
}

/// Asks for the candidate that was probably meant by `wrong`.
fn did_you_mean<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wrong, candidates).map(|right| format!("did you mean `{right}`?"))
}

/// Where `key` stands in a page's front matter, else the line that opens the front matter.
fn front_key(document: &Document, key: &str) -> Span {
    let mut start = 0;
    for line in document.text.split_inclusive('\n') {
        let is_key = line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        if is_key {
            return Span::new(start..start + key.len());
        }
        start += line.len();
    }
    Span::default()
}
