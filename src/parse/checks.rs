//! The checks of this stage: what can be wrong with one file, whatever stands in the others.

use crate::diagnostic::Check;

/// All of them, for `--warn`, `--allow` and `checks:`.
pub const CHECKS: &[&Check] =
    &[&BAD_YAML, &UNKNOWN_KEY, &WRONG_TYPE, &DUPLICATE_ID, &MALFORMED_QUESTION, &SEVERAL_RIGHT, &MIXED_LIST];

/// The YAML itself is broken, so nothing in it could be read.
pub static BAD_YAML: Check = Check::error("bad-yaml", "front matter or a settings file is not YAML");

/// A key that would be passed over in silence: nearly always a typing mistake.
pub static UNKNOWN_KEY: Check = Check::error("unknown-key", "a key in front matter or settings means nothing");

/// A key whose value cannot be used.
pub static WRONG_TYPE: Check =
    Check::error("wrong-type", "a value in front matter or settings is not of its key's type");

/// Progress and links hang on ids, so two alike would mix up what they belong to.
pub static DUPLICATE_ID: Check = Check::error("duplicate-id", "two headings, rules, items or questions share an id");

/// A question that nobody could answer as it stands.
pub static MALFORMED_QUESTION: Check = Check::error("malformed-question", "a question cannot be understood");

/// Two ticks make a question that wants all that apply, whatever its prompt says.
pub static SEVERAL_RIGHT: Check =
    Check::warning("several-right", "a question asks for one option, and several are right");

/// The list is shown as a plain one, which is seldom what its author wanted.
pub static MIXED_LIST: Check = Check::warning("mixed-list", "only some items of a list are do/don’t rules or tasks");
