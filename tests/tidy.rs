//! Reads the sources and holds them to the design's rules.
