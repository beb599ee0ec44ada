//! Every sentence a person reads, plural forms and dates. Knows no tickets.
