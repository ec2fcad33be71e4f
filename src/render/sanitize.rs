//! HTML that holds raw HTML of an author's -> the same without what could run or restyle the page.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

/// Elements that Markdown is rendered to, and that ammonia's own list lacks.
const TAGS: &[&str] = &[
    "section",
    "figure",
    "figcaption",
    "aside",
    "input",
    "label",
    "picture",
    "source",
    "details",
    "summary",
    "handbook-block",
];

/// What any element may carry. Classes are allowed: a theme offers some to authors.
const ATTRIBUTES: &[&str] =
    &["id", "class", "role", "aria-label", "aria-hidden", "aria-describedby", "tabindex", "lang", "dir", "title"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(TAGS)
        .add_generic_attributes(ATTRIBUTES)
        .add_tag_attributes("a", ["name", "rel"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("handbook-block", ["n"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("input", ["disabled", "checked"])
        .add_tag_attributes("ol", ["start", "type"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "sms"]))
        .rm_tag_attributes("td", ["align"])
        .link_rel(None);
    builder
});

/// Cleans `html`; ids and classes stay, scripts, styles, event handlers and dubious addresses go.
pub(super) fn sanitize(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

/// Whether an element of this name stays in what is published when raw HTML is sanitized.
pub fn is_kept(element: &str) -> bool {
    static KEPT: LazyLock<HashSet<&'static str>> = LazyLock::new(|| CLEANER.clone_tags());
    KEPT.contains(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_run_is_removed() {
        for (dirty, clean) in [
            ("<script>alert(1)</script>a", "a"),
            (r#"<img src="x" onerror="alert(1)">"#, r#"<img src="x">"#),
            (r#"<a href="javascript:alert(1)">a</a>"#, "<a>a</a>"),
            (r#"<p style="position:fixed">a</p>"#, "<p>a</p>"),
        ] {
            assert_eq!(sanitize(dirty), clean);
        }
    }

    #[test]
    fn what_markdown_makes_stays() {
        for html in [
            r##"<h2 id="x">A <a class="heading-link" href="#x" aria-label="Link">#</a></h2>"##,
            r#"<div class="table-scroll" tabindex="0" role="group" aria-label="A"><table><thead><tr><th class="align-left">A</th></tr></thead></table></div>"#,
            r#"<aside class="alert alert-tip"><p class="alert-title">Tip</p></aside>"#,
            r#"<handbook-block n="3"></handbook-block>"#,
        ] {
            assert_eq!(sanitize(html), html);
        }
    }
}
