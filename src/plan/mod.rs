//! Documents -> [`Site`]: all that crosses pages. Addresses, navigation, links, topics, works cited, quizzes drawn.

mod site;

pub use site::*;
