//! The shell: arguments, printing, serving, watching. The only place that prints or exits.
