//! What `parse` makes of one Markdown file, and of the settings files beside it.

use std::ops::Range;
use std::sync::Arc;

use super::front_matter::FrontMatter;
use super::tree::{NodeId, Tree};
use crate::diagnostic::{Diagnostics, Span};
use crate::path::SourcePath;

/// One Markdown file, understood on its own.
///
/// Everything that crosses files (addresses, where links lead, who comes next) is `plan`'s.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub path: SourcePath,
    /// Its whole text, front matter included; all spans count in it.
    pub text: Arc<str>,
    /// What stands between the `---` lines.
    pub front: FrontMatter,
    /// The Markdown.
    pub tree: Tree,
    /// The headings in order.
    pub headings: Vec<Heading>,
    /// Where each link and picture of the tree points, in order, those of raw HTML included.
    pub links: Vec<Link>,
    /// Rules, checklists and questions, in order of their first node; none overlaps another,
    /// but those in a question's or an item's detail lie inside it.
    pub blocks: Vec<Block>,
    /// Ids that raw HTML sets: `<a id="x">`, `<a name="x">`.
    pub html_ids: Vec<Ident>,
    /// References such as `[text][label]` whose label is defined nowhere.
    pub undefined: Vec<Span>,
    /// Words of running text, for the reading time.
    pub words: u32,
    /// What was wrong with it; kept here so that a file read again unchanged need not be parsed again.
    pub diagnostics: Diagnostics,
}

impl Document {
    /// The text of `range` without markup, see [`Tree::plain_text`].
    pub fn plain_text(&self, range: Range<NodeId>) -> String {
        self.tree.plain_text(&self.text, range)
    }
}

/// A name within a page: `{#say-why}`, or made from the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    /// Without the `#`. Unique on the page: a second one alike was reported and got a number.
    pub name: Box<str>,
    /// Where it is written, or the words that it was made from.
    pub span: Span,
    /// Whether the author wrote it.
    pub explicit: bool,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Its node.
    pub node: NodeId,
    /// 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: Ident,
    /// Its text, without markup.
    pub text: Box<str>,
}

/// A link or a picture.
#[derive(Clone, Debug)]
pub struct Link {
    /// What kind of thing points.
    pub origin: LinkOrigin,
    /// Where to, as it is written (entities and escapes resolved).
    pub to: Box<str>,
    /// The title, if any: `[a](b "title")`.
    pub title: Box<str>,
    /// Where the address is written, else the whole link.
    pub span: Span,
    /// The node that holds it.
    pub node: NodeId,
}

/// What points somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkOrigin {
    /// `[text](address)`, `[text][reference]` or `<address>`
    Link,
    /// `![text](address)`
    Image,
    /// `href` of raw HTML
    HtmlHref,
    /// `src` of raw HTML
    HtmlSrc,
}

/// A piece of Markdown that has a meaning of its own here.
#[derive(Debug)]
pub struct Block {
    /// The siblings that it is made of and that it replaces in the page.
    pub nodes: Range<NodeId>,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Debug)]
pub enum BlockKind {
    /// A list of do/don't rules.
    Rules(RuleList),
    /// A task list that is not part of a question.
    Checklist(Checklist),
    /// A question.
    Question(Question),
}

/// Some Markdown inside a block: what is left of a first paragraph, then whole blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// Inline siblings; rendered as a paragraph, or bare where only a line fits.
    pub lead: Range<NodeId>,
    /// Block siblings after it.
    pub rest: Range<NodeId>,
}

/// A do/don't list.
#[derive(Debug)]
pub struct RuleList {
    /// In the order written.
    pub rules: Vec<Rule>,
}

/// One do/don't rule.
#[derive(Debug)]
pub struct Rule {
    /// Its id.
    pub id: Ident,
    /// Do or don't.
    pub verdict: Verdict,
    /// The rest of the first line.
    pub rule: Fragment,
    /// What follows: the why. Empty when the author gave none.
    pub why: Fragment,
    /// The item.
    pub span: Span,
}

/// Which way a rule or a specimen is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Do.
    Do,
    /// Don't.
    Dont,
}

/// A task list.
#[derive(Debug)]
pub struct Checklist {
    /// In the order written, those of nested lists not included: they are blocks of their own in the detail.
    pub items: Vec<ChecklistItem>,
    /// The list.
    pub span: Span,
}

/// One thing to tick, or one that stands among them.
#[derive(Debug)]
pub struct ChecklistItem {
    /// Its id.
    pub id: Ident,
    /// Whether the author wrote `[x]`; `None` for an item that has no box.
    pub task: Option<bool>,
    /// The first line.
    pub label: Fragment,
    /// What follows.
    pub detail: Fragment,
    /// The item.
    pub span: Span,
}

/// A question.
#[derive(Debug)]
pub struct Question {
    /// Its id.
    pub id: Ident,
    /// The level of the heading that it stands under, plus one (2 on a page of `kind: quiz`).
    pub level: u8,
    /// The prompt: the heading's inline children, or the first lines of a fenced block; for a page of
    /// `kind: quiz`, what stands between the heading and the answer is in `rest`.
    pub prompt: Fragment,
    /// How it is answered.
    pub form: Form,
    /// What follows the answer: an explanation to be shown with it. Mostly empty.
    pub after: Fragment,
    /// The heading or the fence's first line of text.
    pub span: Span,
}

/// How a question is answered.
#[derive(Debug)]
pub enum Form {
    /// Choose one or all that apply.
    Choose {
        /// The options, in the order written.
        options: Vec<Choice>,
    },
    /// Put in order; the steps stand in the right one.
    Order {
        /// At least two in a sound question.
        steps: Vec<Step>,
    },
    /// Judge each rule.
    Judge {
        /// The rules.
        rules: Vec<Rule>,
    },
    /// Judge a message and see what gives it away.
    Specimen(Specimen),
    /// Nothing that could be answered stands in it: `verify` reports it, and shown as plain text.
    Unanswerable {
        /// What stands in it.
        content: Fragment,
    },
}

/// An option of a question.
#[derive(Debug)]
pub struct Choice {
    /// Made from its text: what a reader's answer is kept under. Unique within the question.
    pub key: Box<str>,
    /// Whether it was ticked.
    pub right: bool,
    /// The first line.
    pub label: Fragment,
    /// Why it is right or wrong.
    pub why: Fragment,
    /// The item.
    pub span: Span,
}

/// A step of an ordering.
#[derive(Debug)]
pub struct Step {
    /// Made from its text. Unique within the question.
    pub key: Box<str>,
    /// The first line.
    pub label: Fragment,
    /// Why it stands where it does; may be empty.
    pub why: Fragment,
    /// The item.
    pub span: Span,
}

/// A message to judge.
#[derive(Debug)]
pub struct Specimen {
    /// The quoted blocks.
    pub message: Range<NodeId>,
    /// Whether to send it.
    pub verdict: Verdict,
    /// Why.
    pub why: Fragment,
    /// What gives it away.
    pub clues: Vec<Clue>,
}

/// A clue in a specimen.
#[derive(Debug)]
pub struct Clue {
    /// The words that it opens with, without their quotation marks; empty when there are none. A full stop or comma at
    /// their end is left out when the message has none there.
    pub quote: Box<str>,
    /// Where those words are written in the clue.
    pub quote_span: Span,
    /// The part of the message that they are.
    pub found: Place,
    /// The whole clue, its quoted words included.
    pub text: Fragment,
    /// The item.
    pub span: Span,
}

/// Where a clue's words stand in its message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Bytes of the message's plain text ([`Document::plain_text`]). No two clues share any.
    At(Range<usize>),
    /// Only where an earlier clue marks words.
    Taken {
        /// The index of that clue.
        clue: usize,
    },
    /// Nowhere.
    Missing,
}

impl Place {
    /// Whether it has a part of `range`.
    pub fn overlaps(&self, range: &Range<usize>) -> bool {
        matches!(self, Self::At(own) if own.start < range.end && range.start < own.end)
    }
}

impl Document {
    /// A page that nobody wrote: that of a folder without one.
    pub fn empty(path: SourcePath) -> Self {
        Self {
            path,
            text: Arc::from(""),
            front: FrontMatter::default(),
            tree: Tree::default(),
            headings: Vec::new(),
            links: Vec::new(),
            blocks: Vec::new(),
            html_ids: Vec::new(),
            undefined: Vec::new(),
            words: 0,
            diagnostics: Diagnostics::new(),
        }
    }
}
