//! Moodle's GIFT: <https://docs.moodle.org/en/GIFT_format>. An ordering, which GIFT lacks, is told as a matching of steps
//! with their numbers.

use super::item::{Choice, Item, Kind};
use crate::render::escape::escaped;

pub(super) fn make(title: &str, items: &[Item]) -> Vec<u8> {
    let mut file = format!("$CATEGORY: {}\n", title.replace(['/', '\n'], " "));
    for item in items {
        file.push_str(&format!("\n::{}::[html]{} {{\n", special(&item.id), html(&item.prompt)));
        file.push_str(&answers(item));
        let explanation = if item.kind == Kind::Order { item.explanation() } else { item.why.clone() };
        if !explanation.is_empty() {
            file.push_str(&format!("\t####{}\n", html(&explanation)));
        }
        file.push_str("}\n");
    }
    file.into_bytes()
}

fn answers(item: &Item) -> String {
    let right = item.right().count();
    let line = |(number, option): (usize, &Choice)| match item.kind {
        Kind::Order => format!("\t={} -> {number}\n", html(&option.text)),
        Kind::ChooseOne => {
            format!("\t{}{}{}\n", if option.right { '=' } else { '~' }, html(&option.text), feedback(option))
        }
        Kind::ChooseAll => {
            let share = if option.right { share(right) } else { format!("-{}", share(item.options.len() - right)) };
            format!("\t~%{share}%{}{}\n", html(&option.text), feedback(option))
        }
    };
    (1..).zip(&item.options).map(line).collect::<Vec<_>>().concat()
}

/// One of `count` equal shares of a hundred, as Moodle wants it written.
fn share(count: usize) -> String {
    let share = format!("{:.5}", 100.0 / f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    share.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn feedback(option: &Choice) -> String {
    if option.why.is_empty() { String::new() } else { format!("#{}", html(&option.why)) }
}

fn html(text: &str) -> String {
    special(&escaped(text).replace("&#39;", "'").replace("&quot;", "\"")).replace('\n', "<br>")
}

/// Escapes what has a meaning in GIFT.
fn special(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if matches!(letter, '~' | '=' | '#' | '{' | '}' | ':' | '\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_as_moodle_wants_them() {
        assert_eq!([1, 2, 3, 6].map(share), ["100", "50", "33.33333", "16.66667"]);
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(html("a=b: {c} #1\nd's <e>"), "a\\=b\\: \\{c\\} \\#1<br>d's &lt;e&gt;");
    }
}
