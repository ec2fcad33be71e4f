//! Footnotes: numbered in the order in which they are referred to, and set at the end of the page.

use std::ops::Range;

use super::HtmlWriter;
use crate::parse::{NodeId, NodeKind, TextRef};
use crate::render::escape::{escaped, push_escaped};
use crate::render::templates::FOOTNOTE_OPEN;

impl HtmlWriter<'_> {
    pub(super) fn footnote_reference(&mut self, out: &mut String, label: TextRef) {
        if self.medium.is_drawn() {
            // The note stands on the question's own page.
            let to = escaped(&format!("{}{}", self.medium.root(), self.page.address.href()));
            out.push_str(&format!("<sup class=\"footnote-ref\"><a href=\"{to}\" aria-label=\""));
            push_escaped(out, self.shared.string("footnote"));
            out.push_str("\">*</a></sup>");
            return;
        }
        let label = self.text(label);
        let at = self.footnotes.iter().position(|(known, _)| known == label).unwrap_or_else(|| {
            self.footnotes.push((label.to_owned(), 0));
            self.footnotes.len() - 1
        });
        self.footnotes[at].1 += 1;
        let (number, times) = (at + 1, self.footnotes[at].1);
        let id =
            self.medium.id(if times == 1 { format!("_fnref-{number}") } else { format!("_fnref-{number}-{times}") });
        let to = self.medium.id(format!("_fn-{number}"));
        out.push_str(FOOTNOTE_OPEN);
        out.push_str(&format!("{}\"><a href=\"#{}\" aria-label=\"", escaped(&id), escaped(&to)));
        push_escaped(out, self.shared.string("footnote"));
        out.push_str(&format!(" {number}\">{number}</a></sup>"));
    }

    /// The footnotes that were referred to; one may refer to another.
    pub(super) fn footnotes(&mut self, out: &mut String) {
        if self.footnotes.is_empty() {
            return;
        }
        out.push_str("<div class=\"footnotes\" role=\"group\" aria-label=\"");
        push_escaped(out, self.shared.string("footnotes"));
        out.push_str("\"><ol>\n");
        let mut number = 0;
        while let Some((label, _)) = self.footnotes.get(number).cloned() {
            number += 1;
            let id = escaped(&self.medium.id(format!("_fn-{number}")));
            let back = escaped(&self.medium.id(format!("_fnref-{number}")));
            out.push_str(&format!("<li id=\"{id}\">"));
            if let Some(inside) = self.footnote(&label) {
                self.blocks(out, inside);
            }
            // The way back follows the note's last word, on its line.
            let ends_with_text = out.ends_with("</p>\n");
            if ends_with_text {
                out.truncate(out.len() - "</p>\n".len());
                out.push('\u{a0}');
            }
            out.push_str(&format!("<a class=\"footnote-back\" href=\"#{back}\" aria-label=\""));
            push_escaped(out, self.shared.string("footnote_back"));
            out.push_str("\">↩</a>");
            out.push_str(if ends_with_text { "</p>\n</li>\n" } else { "</li>\n" });
        }
        out.push_str("</ol></div>\n");
    }

    fn footnote(&self, label: &str) -> Option<Range<NodeId>> {
        let tree = &self.document.tree;
        tree.siblings(tree.all()).find_map(|id| match tree.node(id).kind {
            NodeKind::FootnoteDefinition { label: own } if self.text(own) == label => Some(tree.inside(id)),
            _ => None,
        })
    }
}
