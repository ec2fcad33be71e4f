//! What ends a command early: bad usage or the system's refusal. Mistakes in the content never do.

use crate::load::IoError;

/// Why a command could not do its work; its exit status is 2.
#[derive(Debug)]
pub(super) struct Failure {
    /// What happened, without a full stop.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: Option<String>,
}

impl Failure {
    /// A failure that `message` tells of.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// The same with a word of help.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<IoError> for Failure {
    fn from(error: IoError) -> Self {
        Self::new(error.to_string())
    }
}
