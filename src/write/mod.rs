//! Outputs -> disk: the new site is made complete beside the old one and swapped in.
