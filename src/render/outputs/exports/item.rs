//! A question as every format can tell it: plain text, options, and whys.
//!
//! Forms that other programs lack are told in one that they have: a verdict is a choice between do and don't, several
//! rules are a choice of those that one would follow.

use crate::parse::{BlockKind, Document, Form, Fragment, Question, Rule, Specimen, Verdict};
use crate::path::Address;
use crate::plan::{PageId, Pooled, Site, TopicId};
use crate::render::Shared;

/// A page or a topic whose questions are exported.
#[derive(Clone, Copy)]
pub(in super::super) enum Quiz {
    Page(PageId),
    Topic(TopicId),
}

/// A question.
pub(super) struct Item {
    /// The address that it had first, `first-contact/practice/#thanks`: stays when the page is changed, and when it
    /// moves and says so in its `aliases`. A second import then updates what the first one made.
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) prompt: String,
    /// Those of an ordering stand in the right order.
    pub(super) options: Vec<Choice>,
    /// What is to be said of the whole.
    pub(super) why: String,
    /// The title of its page.
    pub(super) page: String,
    pub(super) topics: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    ChooseOne,
    ChooseAll,
    Order,
}

pub(super) struct Choice {
    /// Made from its text, or do and don't.
    pub(super) key: String,
    pub(super) text: String,
    pub(super) why: String,
    pub(super) right: bool,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ChooseOne => "choose-one",
            Self::ChooseAll => "choose-all",
            Self::Order => "order",
        }
    }
}

impl Item {
    pub(super) fn right(&self) -> impl Iterator<Item = &Choice> {
        self.options.iter().filter(|option| option.right)
    }

    /// All whys, each with what it is about.
    pub(super) fn explanation(&self) -> String {
        let whys = self.options.iter().filter(|option| !option.why.is_empty());
        let mut lines: Vec<_> = whys.map(|option| format!("{} {}", option.text, option.why)).collect();
        if !self.why.is_empty() {
            lines.push(self.why.clone());
        }
        lines.join("\n")
    }
}

impl Quiz {
    pub(super) fn address(self, site: &Site) -> &Address {
        match self {
            Self::Page(id) => &site.page(id).address,
            Self::Topic(id) => &site.topic(id).quiz,
        }
    }

    pub(super) fn title(self, site: &Site, shared: &Shared) -> String {
        match self {
            Self::Page(id) => site.page(id).title.clone(),
            Self::Topic(id) => shared.string("topic_quiz").replace("{topic}", &site.topic(id).title),
        }
    }

    pub(super) fn is_asked(self, site: &Site) -> bool {
        !self.asked(site).is_empty()
    }

    pub(super) fn items(self, site: &Site, shared: &Shared) -> Vec<Item> {
        self.asked(site).into_iter().filter_map(|entry| item(site, shared, entry)).collect()
    }

    /// A page's own questions and what it draws from.
    fn asked(self, site: &Site) -> Vec<Pooled> {
        let id = match self {
            Self::Page(id) => id,
            Self::Topic(id) => return site.topic(id).pool.clone(),
        };
        let page = site.page(id);
        let own = (0u32..).zip(&page.document.blocks).filter(|(_, block)| {
            matches!(&block.kind, BlockKind::Question(asked) if !matches!(asked.form, Form::Unanswerable { .. }))
        });
        let own = own.map(|(block, _)| Pooled { page: id, block, rule: None });
        own.chain(page.pool.iter().copied()).collect()
    }
}

fn item(site: &Site, shared: &Shared, entry: Pooled) -> Option<Item> {
    let page = site.page(entry.page);
    let teller = Teller { shared, document: &page.document };
    let (id, told) = match (&page.document.blocks.get(entry.block as usize)?.kind, entry.rule) {
        (BlockKind::Rules(list), Some(rule)) => {
            let rule = list.rules.get(rule as usize)?;
            (&rule.id, teller.rule(rule))
        }
        (BlockKind::Question(asked), _) => (&asked.id, teller.question(asked)?),
        _ => return None,
    };
    let first = page.aliases.first().unwrap_or(&page.address).as_str();
    Some(Item {
        id: format!("{}#{}", if first.is_empty() { "/" } else { first }, id.name),
        kind: told.kind,
        prompt: told.prompt,
        options: told.options,
        why: told.why,
        page: page.title.clone(),
        topics: page.topics.iter().map(|topic| site.topic(*topic).name.clone()).collect(),
    })
}

/// A question without its surroundings.
struct Told {
    kind: Kind,
    prompt: String,
    options: Vec<Choice>,
    why: String,
}

struct Teller<'a> {
    shared: &'a Shared,
    document: &'a Document,
}

impl Teller<'_> {
    fn question(&self, asked: &Question) -> Option<Told> {
        let mut told = match &asked.form {
            Form::Choose { options } => {
                let several = options.iter().filter(|option| option.right).count() > 1;
                let kind = if several { Kind::ChooseAll } else { Kind::ChooseOne };
                let options = options.iter().map(|own| self.choice(&own.key, &own.label, &own.why, own.right));
                Told { kind, prompt: String::new(), options: options.collect(), why: String::new() }
            }
            Form::Order { steps } => {
                let options = steps.iter().map(|own| self.choice(&own.key, &own.label, &own.why, true)).collect();
                Told { kind: Kind::Order, prompt: String::new(), options, why: String::new() }
            }
            Form::Judge { rules } => match rules.as_slice() {
                [rule] => self.rule(rule),
                rules => self.judge(rules),
            },
            Form::Specimen(judged) => self.specimen(judged),
            Form::Unanswerable { .. } => return None,
        };
        told.prompt = lines([self.text(&asked.prompt), told.prompt]);
        told.why = lines([told.why, self.text(&asked.after)]);
        Some(told)
    }

    fn rule(&self, rule: &Rule) -> Told {
        let prompt = format!("“{}”", self.text(&rule.rule));
        Told { kind: Kind::ChooseOne, prompt, options: self.verdicts(rule.verdict), why: self.text(&rule.why) }
    }

    /// Which would you follow? Or, when none is to be followed, which not?
    fn judge(&self, rules: &[Rule]) -> Told {
        let wanted = rules.iter().find(|rule| rule.verdict == Verdict::Do).map_or(Verdict::Dont, |_| Verdict::Do);
        let option = |rule: &Rule| self.choice(&rule.id.name, &rule.rule, &rule.why, rule.verdict == wanted);
        Told {
            kind: Kind::ChooseAll,
            prompt: format!("{}: …", self.word(wanted)),
            options: rules.iter().map(option).collect(),
            why: String::new(),
        }
    }

    fn specimen(&self, judged: &Specimen) -> Told {
        let clues = judged.clues.iter().map(|clue| format!("• {}", self.text(&clue.text)));
        let why = lines([self.text(&judged.why)].into_iter().chain(clues));
        let prompt = self.document.plain_text(judged.message.clone()).trim().to_owned();
        Told { kind: Kind::ChooseOne, prompt, options: self.verdicts(judged.verdict), why }
    }

    fn verdicts(&self, right: Verdict) -> Vec<Choice> {
        let choice = |verdict: Verdict, key: &str| Choice {
            key: key.to_owned(),
            text: self.word(verdict).to_owned(),
            why: String::new(),
            right: verdict == right,
        };
        vec![choice(Verdict::Do, "do"), choice(Verdict::Dont, "dont")]
    }

    fn word(&self, verdict: Verdict) -> &str {
        self.shared.string(if verdict == Verdict::Do { "do" } else { "dont" })
    }

    fn choice(&self, key: &str, label: &Fragment, why: &Fragment, right: bool) -> Choice {
        Choice { key: key.to_owned(), text: self.text(label), why: self.text(why), right }
    }

    fn text(&self, fragment: &Fragment) -> String {
        let lead = self.document.plain_text(fragment.lead.clone()).replace('\n', " ");
        lines([lead, self.document.plain_text(fragment.rest.clone())])
    }
}

/// The parts that say something, a line each.
fn lines(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<_> = parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}
