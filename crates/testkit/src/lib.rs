//! A running system in one call, on either database. Development only.

pub mod services;
