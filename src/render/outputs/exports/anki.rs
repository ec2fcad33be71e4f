//! A text file that Anki imports: the first column is a GUID, so a second import updates the notes of the first.
//! <https://docs.ankiweb.net/importing/text-files.html>

use super::item::{Choice, Item};
use crate::render::escape::escaped;

pub(super) fn make(title: &str, items: &[Item]) -> Vec<u8> {
    let deck = title.replace(['\t', '\n'], " ");
    let mut file = format!(
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:{deck}\n#columns:guid\tFront\tBack\tTags\n#guid column:1\n#tags column:4\n"
    );
    for item in items {
        let tags: Vec<_> = item.topics.iter().map(|topic| topic.replace(char::is_whitespace, "-")).collect();
        let cells = [escaped(&item.id), front(item), back(item), escaped(&tags.join(" "))];
        file.push_str(&cells.map(|cell| cell.replace(['\t', '\n'], " ")).join("\t"));
        file.push('\n');
    }
    file.into_bytes()
}

fn front(item: &Item) -> String {
    let mut options: Vec<&Choice> = item.options.iter().collect();
    options.sort_by(|one, other| one.key.cmp(&other.key)); // as written an ordering would give itself away
    format!("{}{}", html(&item.prompt), list("ul", options, |option| html(&option.text)))
}

fn back(item: &Item) -> String {
    let tag = if item.kind == super::item::Kind::Order { "ol" } else { "ul" };
    let answer = list(tag, item.right(), |option| format!("<b>{}</b>", html(&option.text)));
    format!("{answer}{}", html(&item.explanation()))
}

fn list<'a>(tag: &str, choices: impl IntoIterator<Item = &'a Choice>, line: impl Fn(&Choice) -> String) -> String {
    let lines: Vec<_> = choices.into_iter().map(|choice| format!("<li>{}</li>", line(choice))).collect();
    format!("<{tag}>{}</{tag}>", lines.concat())
}

fn html(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}
