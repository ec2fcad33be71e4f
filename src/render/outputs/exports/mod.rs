//! A quiz's questions for other programs: spreadsheets, Anki, Moodle, and whatever reads QTI 2.1. To add a format, write
//! a file and a line in [`FORMATS`].

mod anki;
mod csv;
mod gift;
mod item;
mod qti;
mod zip;

use std::sync::Arc;

use tera::Value;

use super::List;
use crate::path::OutPath;
use crate::plan::{PageKind, Site, TopicId};
use crate::render::templates::map;
use crate::render::{Bytes, Output, Shared};
use item::Item;
pub(super) use item::Quiz;

struct Format {
    name: &'static str,
    label: &'static str,
    file: &'static str,
    make: fn(title: &str, items: &[Item]) -> Vec<u8>,
}

const FORMATS: &[Format] = &[
    Format { name: "csv", label: "CSV", file: "quiz.csv", make: csv::make },
    Format { name: "anki", label: "Anki", file: "quiz-anki.txt", make: anki::make },
    Format { name: "gift", label: "Moodle (GIFT)", file: "quiz-gift.txt", make: gift::make },
    Format { name: "qti", label: "QTI 2.1", file: "quiz-qti.zip", make: qti::make },
];

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let quizzes = quizzes(site).flat_map(|quiz| FORMATS.iter().map(move |format| (quiz, format)));
    let output = |(quiz, format): (Quiz, &'static Format)| {
        let shared = Arc::clone(shared);
        let path = OutPath::new(format!("{}{}", quiz.address(site), format.file));
        let make =
            move |site: &Site| Ok(Bytes::Memory((format.make)(&quiz.title(site, &shared), &quiz.items(site, &shared))));
        (path, Output::new(make))
    };
    quizzes.map(output).collect()
}

/// `exports` of a quiz's page: `[{format, href, label}]`.
pub(super) fn links(site: &Site, quiz: Quiz) -> Value {
    let address = quiz.address(site).href();
    let link = |format: &Format| {
        map([
            ("format", Value::from(format.name)),
            ("href", Value::from(format!("{address}{}", format.file))),
            ("label", Value::from(format.label)),
        ])
    };
    let formats = FORMATS.iter().filter(|_| quiz.is_asked(site));
    Value::from(formats.map(link).collect::<Vec<_>>())
}

/// Every quiz that has questions.
fn quizzes(site: &Site) -> impl Iterator<Item = Quiz> + '_ {
    let pages = site.pages_with_ids().filter(|(_, page)| page.kind == PageKind::Quiz).map(|(id, _)| Quiz::Page(id));
    let topics = (0u32..).zip(&site.topics).map(|(id, _)| Quiz::Topic(TopicId(id)));
    pages.chain(topics).filter(|quiz| quiz.is_asked(site))
}
