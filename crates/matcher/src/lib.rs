//! Words to ranked duties and units, with confidence and the words that decided.
