//! The ordinance as data: legal text to a typed tree, references, hierarchy.
