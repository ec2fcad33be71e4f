//! The pages of content: guides, checklists, quizzes, sections and home.

use std::sync::Arc;

use tera::Value;

use super::{List, exports, page_context};
use crate::diagnostic::Diagnostic;
use crate::plan::{Page, PageId, PageKind, Pooled, Site};
use crate::render::html::HtmlWriter;
use crate::render::markdown::of_page;
use crate::render::medium::{Medium, prefix};
use crate::render::templates::html;
use crate::render::view::{kind, page_view, quiz_view, topic_view};
use crate::render::{Bytes, Output, Shared, blocks};

pub(super) fn list(site: &Site, shared: &Arc<Shared>) -> List {
    let output = |(id, page): (PageId, &Page)| {
        let shared = Arc::clone(shared);
        (page.address.out_path(), Output::new(move |site| page_bytes(site, &shared, id)))
    };
    site.pages_with_ids().map(output).collect()
}

fn page_bytes(site: &Site, shared: &Shared, id: PageId) -> Result<Bytes, Diagnostic> {
    let page = site.page(id);
    let medium = Medium::screen(&page.address);
    let mut body = HtmlWriter::new(site, shared, id, &medium).body()?;
    let root = page.address.to_root();
    body.push_str(&drawn(site, shared, &root, &page.pool)?);
    let mut fields = page_view(site, id, &body);
    if page.kind == PageKind::Quiz {
        fields.set("quiz", quiz_view(page));
        fields.set("exports", exports::links(site, exports::Quiz::Page(id)));
    }
    if page.kind == PageKind::Checklist {
        fields.set("markdown", html(&of_page(site, shared, id).html()));
    }
    let mut context = page_context(site, shared, kind(page.kind), &root, Some(id), &page.document.path, fields)?;
    if page.kind == PageKind::Home {
        context.insert_value("topics", Value::from(site.topics.iter().map(topic_view).collect::<Vec<_>>()));
    }
    let html = shared.templates.render_kind(site, kind(page.kind), &page.document.path, &context, body.len())?;
    Ok(Bytes::Memory(html))
}

/// The questions that a quiz draws from, each with the ids of its own page before it.
pub(super) fn drawn(site: &Site, shared: &Shared, root: &str, pool: &[Pooled]) -> Result<String, Diagnostic> {
    let mut questions = String::new();
    for entry in pool {
        let medium = Medium::Drawn { root: root.to_owned(), prefix: prefix(&site.page(entry.page).address) };
        let writer = HtmlWriter::new(site, shared, entry.page, &medium);
        questions.push_str(&writer.single(|writer| blocks::pooled(writer, entry.block, entry.rule))?);
    }
    Ok(questions)
}
