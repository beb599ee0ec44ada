//! The ordinance as data: legal text to a typed tree, references, hierarchy.
//!
//! Reads the plain text of an ordinance that divides a centre into units and states what each of
//! them does, such as Zarządzenie nr 1756/2022, which is built in ([`Ordinance::built_in`]). What
//! the program knows about competence comes from here: units, superiors, lines of support and
//! duties are read from the words of the text, so another ordinance of the same form needs no
//! change of code. Pure: no files, no clock, no network.
//!
//! ```
//! use ordinance::{Ordinance, Reference};
//!
//! let ordinance = Ordinance::built_in();
//! let reference: Reference = "§14 pkt 1 lit. l".parse()?;
//! let duty = ordinance.provision(&reference).ok_or("no such provision")?;
//! assert_eq!(duty.text, "usług sieciowych, w tym VPN");
//! assert_eq!(duty.unit.as_ref().map(|unit| unit.as_str()), Some("IT-04-1"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod closing;
mod code;
mod duties;
mod error;
mod outline;
mod post;
mod preamble;
mod reference;
pub mod report;
mod source;
mod structure;
mod text;
mod tree;

pub use code::{UnitCode, UnitCodeError};
pub use error::{Encoding, ParseError, ParseErrorKind};
pub use post::{Post, PostError};
pub use reference::{Reference, ReferenceError};
pub use source::MAX_BYTES;
pub use text::{Ordinance, Provision, Repeal, Unit};
pub use tree::{Letter, Paragraph, Point, Subsection, Wording};
