//! Tables, in a box that scrolls by itself on narrow screens.

use std::ops::Range;

use super::HtmlWriter;
use crate::parse::{Alignment, NodeId, NodeKind};
use crate::render::escape::push_escaped;

impl HtmlWriter<'_> {
    pub(super) fn table(&mut self, out: &mut String, inside: Range<NodeId>) {
        let document = self.document;
        out.push_str("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
        let head = inside.start..inside.clone().next().map_or(inside.end, |head| document.tree.node(head).end);
        push_escaped(out, &document.plain_text(head).trim().replace('\n', ", "));
        out.push_str("\"><table>\n");
        let mut open_body = false;
        for row in document.tree.siblings(inside) {
            let is_head = matches!(document.tree.node(row).kind, NodeKind::TableHead);
            if is_head {
                out.push_str("<thead>");
            } else if !std::mem::replace(&mut open_body, true) {
                out.push_str("<tbody>\n");
            }
            self.row(out, row, if is_head { "th" } else { "td" });
            out.push_str(if is_head { "</thead>\n" } else { "\n" });
        }
        out.push_str(if open_body { "</tbody></table></div>\n" } else { "</table></div>\n" });
    }

    fn row(&mut self, out: &mut String, row: NodeId, tag: &str) {
        let document = self.document;
        out.push_str("<tr>");
        for cell in document.tree.siblings(document.tree.inside(row)) {
            let class = match document.tree.node(cell).kind {
                NodeKind::TableCell(Alignment::Left) => " class=\"align-left\"",
                NodeKind::TableCell(Alignment::Center) => " class=\"align-center\"",
                NodeKind::TableCell(Alignment::Right) => " class=\"align-right\"",
                _ => "",
            };
            // The corner of a table with row titles is often empty: that heads nothing.
            let empty = document.tree.inside(cell).is_empty();
            let tag = if empty { "td" } else { tag };
            let scope = if tag == "th" { " scope=\"col\"" } else { "" };
            out.extend(["<", tag, scope, class, ">"]);
            self.children(out, document.tree.inside(cell));
            out.extend(["</", tag, ">"]);
        }
        out.push_str("</tr>");
    }
}
