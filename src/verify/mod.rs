//! Site -> Diagnostics: one file a check, each with its code, its severity and the reason for it.
