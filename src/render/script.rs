//! A script -> what a browser needs of it: the same lines without comments and indentation, which only people read.
//!
//! No parser: only what stands on lines of its own goes, and types (`/** @type … */`) within a line. A script that
//! carries a licence (`/*!`), or has text over several lines, is left as it is.

/// `script` as it is published.
pub(super) fn without_comments(script: &str) -> String {
    if script.contains("/*!") || script.lines().any(opens_text) {
        return script.to_owned();
    }
    let mut published = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let opens = line.starts_with("/*");
        let code = match line.split_once("*/") {
            Some((_, rest)) if in_comment || opens => rest.trim_start(),
            _ if in_comment || opens || line.starts_with("//") => "",
            _ => line,
        };
        in_comment = (in_comment || opens) && !line.contains("*/");
        if !code.is_empty() {
            push_without_types(&mut published, code);
            published.push('\n');
        }
    }
    published
}

/// Whether a template literal begins or ends on this line and goes on beyond it.
fn opens_text(line: &str) -> bool {
    line.matches('`').count() % 2 == 1
}

fn push_without_types(published: &mut String, code: &str) {
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("/** @") {
        let Some((_, beyond)) = after.split_once("*/") else { break };
        published.push_str(before);
        rest = beyond.trim_start();
    }
    published.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_types_and_indentation_go() {
        let script = "/**\n * What it does.\n */\nimport \"./a.js\";\n\n  // why\n  /** @type {X} */\n  let x = /** @type {Y} */ (y); // here\n  /* a */ f(`/ ${x} * b`);\n";
        assert_eq!(without_comments(script), "import \"./a.js\";\nlet x = (y); // here\nf(`/ ${x} * b`);\n");
    }

    #[test]
    fn licences_and_text_over_lines_stay() {
        for script in ["/*! MIT */\n  f();\n", "const text = `\n  // not a comment\n`;\n"] {
            assert_eq!(without_comments(script), script);
        }
    }

    #[test]
    fn a_product_that_looks_like_a_comment_stays() {
        assert_eq!(without_comments("  a = \"/*\";\n  b = c * /d/.e;\n"), "a = \"/*\";\nb = c * /d/.e;\n");
    }
}
