//! `/topics/`, and each topic's page and quiz.

use std::sync::Arc;

use tera::Value;

use super::pages::drawn;
use super::{List, exports, render_page};
use crate::diagnostic::Diagnostic;
use crate::path::Address;
use crate::plan::{Site, TopicId};
use crate::render::templates::{html, map, optional};
use crate::render::view::{PageView, card, link, topic_quiz_view, topic_view};
use crate::render::{Bytes, Output, Shared};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let address = Address::new("topics/");
    let own = Arc::clone(shared);
    let mut outputs = vec![(address.out_path(), Output::new(move |site| index(site, &own, &address)))];
    for (id, topic) in (0u32..).map(TopicId).zip(&site.topics) {
        let own = Arc::clone(shared);
        outputs.push((topic.address.out_path(), Output::new(move |site| topic_page(site, &own, id))));
        if !topic.pool.is_empty() {
            let own = Arc::clone(shared);
            outputs.push((topic.quiz.out_path(), Output::new(move |site| topic_quiz(site, &own, id))));
        }
    }
    outputs
}

fn index(site: &Site, shared: &Shared, address: &Address) -> Result<Bytes, Diagnostic> {
    let page = PageView::new(site, "topics", address, shared.string("topics"));
    let topics: Vec<_> = site.topics.iter().map(topic_view).collect();
    render_page(site, shared, "topics", address, page, [("topics", Value::from(topics))])
}

fn topic_page(site: &Site, shared: &Shared, id: TopicId) -> Result<Bytes, Diagnostic> {
    let topic = site.topic(id);
    let mut page = PageView::new(site, "topic", &topic.address, &topic.title);
    page.set("description", optional(topic.description.as_deref()));
    page.set("breadcrumbs", Value::from(vec![link(site.page(site.home)), all_topics(shared)]));
    page.set("children", Value::from(topic.pages.iter().map(|page| card(site.page(*page))).collect::<Vec<_>>()));
    render_page(site, shared, "topic", &topic.address, page, [("topic", topic_view(topic))])
}

fn topic_quiz(site: &Site, shared: &Shared, id: TopicId) -> Result<Bytes, Diagnostic> {
    let topic = site.topic(id);
    let title = shared.string("topic_quiz").replace("{topic}", &topic.title);
    let title = if title.is_empty() { topic.title.clone() } else { title };
    let mut page = PageView::new(site, "quiz", &topic.quiz, &title);
    let own = map([("title", Value::from(topic.title.as_str())), ("href", Value::from(topic.address.href()))]);
    let rules = topic.pool.iter().filter(|entry| entry.rule.is_some()).count();
    page.set("breadcrumbs", Value::from(vec![link(site.page(site.home)), all_topics(shared), own]));
    page.set("content", html(&drawn(site, shared, &topic.quiz.to_root(), &topic.pool)?));
    page.set("quiz", topic_quiz_view(topic));
    page.set("exports", exports::links(site, exports::Quiz::Topic(id)));
    page.set("rules_total", Value::from(rules));
    page.set("questions_total", Value::from(topic.pool.len() - rules));
    render_page(site, shared, "quiz", &topic.quiz, page, [("topic", topic_view(topic))])
}

fn all_topics(shared: &Shared) -> Value {
    map([("title", Value::from(shared.string("topics"))), ("href", Value::from("topics/"))])
}
