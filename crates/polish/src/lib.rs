//! Polish words to stems and folded forms, as a tantivy token filter.
