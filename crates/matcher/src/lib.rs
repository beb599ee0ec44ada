//! Words to ranked duties and units, with confidence and the words that decided.
//!
//! [`Matcher::suggest`] answers for any text, in bounded time, and the same every time; it touches no
//! file, clock or database. [`route`] does it for a stream of tickets, [`evaluate`] measures it on labelled ones.

mod catalogue;
mod confidence;
mod correct;
mod evaluate;
mod evidence;
mod examples;
mod features;
mod history;
mod index;
mod learn;
mod learned;
mod lexicon;
mod likeness;
mod matcher;
mod matters;
mod miswritten;
mod model;
mod own_words;
mod quotation;
mod replay;
mod report;
mod review;
mod route;
mod svm;
mod ticket;
mod vocabulary;
mod weights;

pub use evaluate::{
    Change, Comparison, CurvePoint, Difference, Evaluation, Fall, Figure, Figures, Floor,
    FloorError, LabelledTickets, LearningCurve, McNemar, OtherTickets, evaluate, reliability,
    wilson,
};
pub use examples::{Example, Examples, ExamplesError};
pub use history::{
    Adaptation, AdaptationError, Caps, Half, History, Labelled, LeftOut, NearPast, PastTicket,
    Reason, Selected, Standing, Trial, Tried, Verdict, adapt, trial,
};
pub use index::ProvisionIndex;
pub use learn::learn;
pub use learned::{Model, ModelError, Sources};
pub use likeness::{Known, Likeness};
pub use matcher::{
    Decisive, Explanation, Matcher, MatcherError, NearExample, Neighbours, UnitReasons, WordWeight,
};
pub use replay::{Replay, ReplayDifference, ReplayPart, ReplayVerdict};
pub use report::{
    Bin, Confusion, CoveragePoint, DutyFigures, Latency, Mistake, Report, Slice, UnitFigures,
    Variant, Versions,
};
pub use review::{Finding, FindingKind, Severity, review};
pub use route::route;
pub use ticket::{LinesError, TicketId, TicketLine};
pub use vocabulary::{DutyTerms, Exclusion, Vocabulary, VocabularyError};
