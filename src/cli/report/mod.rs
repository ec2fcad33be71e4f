//! Diagnostics -> text: for people as rustc shows them, with the line and carets under the words, for
//! programs as one JSON object a line.

mod excerpt;
mod human;
mod json;

pub(super) use human::{Look, Paint, human, plain};
pub(super) use json::json;
