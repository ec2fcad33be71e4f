//! The view of a quiz: how it draws, shuffles, shows and judges.

use tera::Value;

use super::topic_view;
use crate::parse::Show;
use crate::plan::{Page, Topic};
use crate::render::templates::map;

/// `quiz` of a page: how it draws, shuffles, shows and judges.
pub(in crate::render) fn quiz_view(page: &Page) -> Value {
    let front = &page.document.front;
    let bands = front
        .bands
        .iter()
        .map(|band| map([("from", Value::from(band.from)), ("text", Value::from(band.text.as_str()))]));
    let draw = front.draw.as_ref().map_or_else(Value::none, |draw| draw_view(draw.rules, draw.questions));
    map([
        ("draw", draw),
        ("shuffle", Value::from(front.shuffle.unwrap_or(true))),
        ("show", Value::from(show(front.show))),
        ("bands", Value::from(bands.collect::<Vec<_>>())),
        ("topic", Value::none()),
    ])
}

/// `quiz` of a topic's own quiz.
pub(in crate::render) fn topic_quiz_view(topic: &Topic) -> Value {
    map([
        ("draw", draw_view(topic.draw.rules, topic.draw.questions)),
        ("shuffle", Value::from(true)),
        ("show", Value::from(show(Show::One))),
        ("bands", Value::from(Vec::<Value>::new())),
        ("topic", topic_view(topic)),
    ])
}

fn draw_view(rules: u32, questions: u32) -> Value {
    map([("rules", Value::from(rules)), ("questions", Value::from(questions))])
}

fn show(show: Show) -> &'static str {
    match show {
        Show::One => "one",
        Show::All => "all",
    }
}
