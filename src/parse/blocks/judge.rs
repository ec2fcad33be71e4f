//! A do/don't list in a question -> rules to judge one by one.

use super::{Scene, rules};
use crate::parse::document::{Form, Rule};
use crate::parse::tree::NodeId;

/// Whether a list is one of rules.
pub(super) fn recognise(scene: &mut Scene<'_>, list: NodeId) -> bool {
    rules::recognise(scene, list)
}

/// Reads the rules.
pub(super) fn read(scene: &mut Scene<'_>, list: NodeId) -> Form {
    Form::Judge { rules: rules::read_all(scene, list) }
}

impl Form {
    /// The rules to judge, if that is how it is answered.
    pub(super) fn rules_mut(&mut self) -> &mut [Rule] {
        match self {
            Self::Judge { rules } => rules,
            _ => &mut [],
        }
    }
}
