//! A script -> the same program in fewer bytes, as a browser needs it: no comments, no white space, short names within.
//!
//! Oxc parses, renames and prints. What another file may ask for stays: the names of exports, of properties, and a classic
//! script's own at its top. Comments that carry a licence (`/*!`, `@license`) stay too. Nothing is rewritten beyond that: folding
//! of constants and the like would win two hundredths, for twice the code.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions, LegalComment};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// `script` as it is published; one that cannot be read is published as it stands, for its browser to judge.
pub(super) fn minified(script: &str) -> String {
    // What uses neither import nor export may be a classic script, whose names at the top are every script's on the page;
    // if it is none after all (it waits at its top), it is read as a module.
    [SourceType::unambiguous(), SourceType::mjs()]
        .into_iter()
        .find_map(|kind| printed(script, kind))
        .unwrap_or_else(|| script.to_owned())
}

fn printed(script: &str, kind: SourceType) -> Option<String> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, script, kind).parse();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        return None;
    }
    let names = Mangler::new().build(&parsed.program);
    let comments = CommentOptions { legal: LegalComment::Inline, ..CommentOptions::disabled() };
    let printer = Codegen::new()
        .with_options(CodegenOptions { comments, ..CodegenOptions::minify() })
        .with_scoping(Some(names.scoping))
        .with_private_member_mappings(Some(names.class_private_mappings));
    Some(printer.build(&parsed.program).code)
}

#[cfg(test)]
mod tests {
    use super::minified;

    #[test]
    fn comments_space_and_inner_names_go() {
        let script = "/** What it does. */\nimport { other } from \"./a.js\";\n\n// why\nexport function twice(/** @type {number} */ amount) {\n  const doubled = 2 * amount; // here\n  return other(`/ ${doubled} * b`);\n}\n";
        let short = minified(script);
        assert!(short.contains("import{other as ") && short.contains("from\"./a.js\""), "{short}");
        assert!(short.contains("export function twice("), "{short}");
        assert!(!short.contains("doubled") && !short.contains("amount") && !short.contains("why"), "{short}");
    }

    #[test]
    fn names_that_other_files_may_use_stay() {
        let script = "class SiteSearch extends HTMLElement { words = 1; }\ncustomElements.define(\"site-search\", SiteSearch);\n";
        let short = minified(script);
        for name in ["SiteSearch", "words", "\"site-search\"", "HTMLElement"] {
            assert!(short.contains(name) || short.contains(&name.replace('"', "`")), "{name} of {short}");
        }
    }

    #[test]
    fn licences_stay() {
        for licence in ["/*! MIT */", "/** @license MIT */"] {
            let short = minified(&format!("{licence}\nexport const a = 1;\n/* why */\n"));
            assert!(short.contains(licence) && !short.contains("why"), "{short}");
        }
    }

    #[test]
    fn what_waits_at_its_top_is_a_module() {
        assert_eq!(minified("const a = await (await fetch(\"b\")).text();\nf( a );\n").matches('\n').count(), 0);
    }

    #[test]
    fn what_cannot_be_read_stays() {
        for script in ["let = ;\n", "f(\n", "\u{feff}«\n", "export const a = 1; export const a = 2;", "<!doctype html>"]
        {
            let short = minified(script);
            assert!(short == script || !short.is_empty(), "{short}");
        }
        assert_eq!(minified("let = ;\n"), "let = ;\n");
    }
}
