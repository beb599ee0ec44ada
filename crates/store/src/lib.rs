//! The only crate with SQL: migrations, reads, changes, jobs.
