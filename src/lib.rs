//! `handbook` turns a folder of Markdown into a static site.

pub mod cli;
pub mod diagnostic;
pub mod load;
pub mod parse;
pub mod path;
pub mod plan;
pub mod render;
pub mod verify;
pub mod write;
