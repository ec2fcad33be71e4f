//! A table (RFC 4180), one row a question; options and answers stand on lines within their cells.

use super::item::{Choice, Item};

const COLUMNS: [&str; 8] = ["id", "form", "question", "options", "answer", "why", "page", "topics"];

pub(super) fn make(_title: &str, items: &[Item]) -> Vec<u8> {
    // The mark at the start tells spreadsheets that this is UTF-8.
    let mut table = String::from("\u{feff}");
    push_row(&mut table, COLUMNS.map(str::to_owned));
    for item in items {
        push_row(&mut table, row(item));
    }
    table.into_bytes()
}

fn row(item: &Item) -> [String; 8] {
    let mut options: Vec<&Choice> = item.options.iter().collect();
    if item.kind == super::item::Kind::Order {
        options.sort_by(|one, other| one.text.cmp(&other.text)); // as written they would give the order away
    }
    [
        item.id.clone(),
        item.kind.name().to_owned(),
        item.prompt.clone(),
        texts(options),
        texts(item.right()),
        item.explanation(),
        item.page.clone(),
        item.topics.join(" "),
    ]
}

fn texts<'a>(choices: impl IntoIterator<Item = &'a Choice>) -> String {
    choices.into_iter().map(|choice| choice.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn push_row(table: &mut String, cells: [String; 8]) {
    let quoted = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
    table.push_str(&quoted.join(","));
    table.push_str("\r\n");
}
