//! The views of what pages are gathered under: topics and works.

use std::collections::BTreeMap;

use tera::Value;

use super::link;
use crate::plan::{Site, Topic, TopicId, WorkId};
use crate::render::templates::{count, map, optional};

pub(super) fn topic_link(site: &Site, id: TopicId) -> Value {
    let topic = site.topic(id);
    map([
        ("name", Value::from(topic.name.as_str())),
        ("title", Value::from(topic.title.as_str())),
        ("href", Value::from(topic.address.href())),
    ])
}

/// A topic, as its own pages and lists of topics show it.
pub(in crate::render) fn topic_view(topic: &Topic) -> Value {
    let rules = topic.pool.iter().filter(|entry| entry.rule.is_some()).count();
    let quiz = (!topic.pool.is_empty()).then(|| topic.quiz.href());
    map([
        ("name", Value::from(topic.name.as_str())),
        ("title", Value::from(topic.title.as_str())),
        ("href", Value::from(topic.address.href())),
        ("description", optional(topic.description.as_deref())),
        ("count", count(topic.pages.len())),
        ("quiz_href", optional(quiz.as_deref())),
        ("rules_total", count(rules)),
        ("questions_total", count(topic.pool.len() - rules)),
    ])
}

/// A work, as the page that cites it shows it.
pub(super) fn work_view(site: &Site, id: WorkId) -> Value {
    let work = &site.work(id).work;
    let mut fields = work_fields(work);
    fields.push(("href", Value::from(format!("sources/#{}", work.key.value))));
    fields.into_iter().collect::<BTreeMap<_, _>>().into()
}

/// A work with the pages that cite it.
pub(in crate::render) fn cited_work_view(site: &Site, id: WorkId) -> Value {
    let cited = site.work(id);
    let mut fields = work_fields(&cited.work);
    fields
        .push(("cited_by", Value::from(cited.cited_by.iter().map(|page| link(site.page(*page))).collect::<Vec<_>>())));
    fields.into_iter().collect::<BTreeMap<_, _>>().into()
}

fn work_fields(work: &crate::parse::Work) -> Vec<(&'static str, Value)> {
    vec![
        ("key", Value::from(work.key.value.as_str())),
        ("title", Value::from(work.title.as_str())),
        ("author", optional(work.author.as_deref())),
        ("year", optional(work.year.as_deref())),
        ("publisher", optional(work.publisher.as_deref())),
        ("url", optional(work.url.as_deref())),
        ("note", optional(work.note.as_deref())),
    ]
}
