//! Topics: what pages name in `topics:`, with their pages and the rules and questions that their quizzes draw from.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::pages::title_of_name;
use super::site::{Page, PageId, Pooled, Topic, TopicId};
use crate::parse::{BlockKind, Document, Draw, Form, slug};
use crate::path::Address;

/// How many rules and questions a topic's own quiz draws.
const TOPIC_RULES: u32 = 8;
const TOPIC_QUESTIONS: u32 = 6;

/// The most that one pool holds of each: more would make a page that no phone wants.
const POOL_LIMIT: usize = 120;

/// The topics that `pages` name, sorted by name; sets each page's own.
pub(super) fn plan_topics(pages: &mut [Page], folders: &FxHashMap<String, PageId>, order: &[PageId]) -> Vec<Topic> {
    let mut members: BTreeMap<String, Vec<PageId>> = BTreeMap::new();
    for id in order {
        for name in &pages[id.0 as usize].document.front.topics {
            let ids = members.entry(name.value.clone()).or_default();
            if ids.last() != Some(id) {
                ids.push(*id);
            }
        }
    }
    let topics: Vec<Topic> = members.into_iter().map(|(name, ids)| topic(name, ids, pages, folders)).collect();
    for (id, topic) in (0u32..).map(TopicId).zip(&topics) {
        for page in &topic.pages {
            pages[page.0 as usize].topics.push(id);
        }
    }
    topics
}

fn topic(name: String, ids: Vec<PageId>, pages: &[Page], folders: &FxHashMap<String, PageId>) -> Topic {
    let folder = folders.get(&name).map(|id| &pages[id.0 as usize]).filter(|page| page.written);
    let pool = pool(ids.iter().copied(), pages, |_| true);
    let slug = slug(&name);
    Topic {
        title: folder.map_or_else(|| title_of_name(&name), |page| page.title.clone()),
        description: folder.and_then(|page| page.description.clone()),
        address: Address::new(format!("topics/{slug}/")),
        quiz: Address::new(format!("topics/{slug}/quiz/")),
        draw: Draw { topics: Vec::new(), rules: TOPIC_RULES, questions: TOPIC_QUESTIONS },
        name,
        pages: ids,
        pool,
    }
}

/// Fills in what each drawn quiz draws from.
pub(super) fn plan_draws(pages: &mut [Page], topics: &[Topic], order: &[PageId]) {
    let drawn: Vec<_> =
        pages.iter().enumerate().filter_map(|(index, page)| Some((index, page.document.front.draw.clone()?))).collect();
    for (index, draw) in drawn {
        let wanted = |entry: &Pooled| if entry.rule.is_some() { draw.rules > 0 } else { draw.questions > 0 };
        let own = PageId(u32::try_from(index).unwrap_or(u32::MAX));
        pages[index].pool = if draw.topics.is_empty() {
            pool(order.iter().copied().filter(|id| *id != own), pages, wanted)
        } else {
            let named = |page: &PageId| {
                topics
                    .iter()
                    .any(|topic| topic.pages.contains(page) && draw.topics.iter().any(|name| name.value == topic.name))
            };
            pool(order.iter().copied().filter(|id| *id != own && named(id)), pages, wanted)
        };
    }
}

/// The rules and questions of `ids`; of too many, a selection spread evenly.
fn pool(ids: impl Iterator<Item = PageId>, pages: &[Page], wanted: impl Fn(&Pooled) -> bool) -> Vec<Pooled> {
    let all = ids.flat_map(|id| askable(id, &pages[id.0 as usize].document)).filter(wanted);
    let (rules, questions): (Vec<_>, Vec<_>) = all.partition(|entry| entry.rule.is_some());
    spread(rules).into_iter().chain(spread(questions)).collect()
}

fn spread(entries: Vec<Pooled>) -> Vec<Pooled> {
    if entries.len() <= POOL_LIMIT {
        return entries;
    }
    (0..POOL_LIMIT).map(|index| entries[index * entries.len() / POOL_LIMIT]).collect()
}

/// Every rule and every question of a page that can be asked elsewhere.
fn askable(page: PageId, document: &Document) -> Vec<Pooled> {
    let mut entries = Vec::new();
    for (block, content) in (0u32..).zip(&document.blocks) {
        match &content.kind {
            BlockKind::Rules(list) => {
                entries.extend((0u32..).zip(&list.rules).map(|(rule, _)| Pooled { page, block, rule: Some(rule) }));
            }
            BlockKind::Question(question) if !matches!(question.form, Form::Unanswerable { .. }) => {
                entries.push(Pooled { page, block, rule: None });
            }
            BlockKind::Question(_) | BlockKind::Checklist(_) => {}
        }
    }
    entries
}

/// All pages in the order of reading: the menu's, then those that it does not lead to.
pub(super) fn reading_order(pages: &[Page], home: PageId) -> Vec<PageId> {
    let mut order = Vec::with_capacity(pages.len());
    let mut next = Some(home);
    while let Some(id) = next {
        order.push(id);
        next = pages[id.0 as usize].next;
    }
    let mut seen = vec![false; pages.len()];
    for id in &order {
        seen[id.0 as usize] = true;
    }
    order.extend((0u32..).map(PageId).zip(&seen).filter(|(_, seen)| !**seen).map(|(id, _)| id));
    order
}
