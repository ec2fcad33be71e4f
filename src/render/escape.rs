//! Text -> HTML text.

/// Appends `text` with what has a meaning in HTML escaped; good for text and for quoted attributes.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let _ = pulldown_cmark_escape::escape_html(out, text); // a String takes all
}

/// `text` escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_in_html_is_escaped() {
        assert_eq!(escaped(r#"a<b>&"c'é"#), "a&lt;b&gt;&amp;&quot;c&#39;é");
    }
}
