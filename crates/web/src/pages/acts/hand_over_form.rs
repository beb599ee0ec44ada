//! The form of an escalation or a transfer: whom to, by which provision, in which words.

use domain::{ActKind, Desk, SuggestedUnit, Suggestion, Ticket};
use ordinance::{Provision, Reference, UnitCode};
use texts::{Arg, Texts};

use super::attempt::Faults;
use super::typed::Typed;
use crate::App;
use crate::fields::Fields;
use crate::pages::replies::picker::Choice;
use crate::pages::ticket::suggestion::{confidence, line_of_support};
use crate::said::Said;
use crate::uploads::Uploads;
use crate::uploads::view::FilesField;

/// Longest description of a ticket that is offered as the symptoms, in characters.
const PREFILLED: usize = 2_000;

/// The fields in the order of the form, as `domain` names them.
const ESCALATION: [&str; 8] = [
    "unit",
    "duty",
    "choice",
    "choice_words",
    "comment.symptoms",
    "comment.tried",
    "comment.why_not_solved",
    "comment.contact",
];
/// The parts of a full comment, the one that is written most often first.
pub(crate) const PARTS: [&str; 4] = [
    "comment.tried",
    "comment.why_not_solved",
    "comment.symptoms",
    "comment.contact",
];
const TRANSFER: [&str; 5] = ["unit", "duty", "choice", "choice_words", "reason"];

/// Escalation or transfer; they differ in units, words and rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HandOver {
    Escalation,
    Transfer,
}

impl HandOver {
    pub(crate) fn kind(self) -> ActKind {
        match self {
            Self::Escalation => ActKind::Escalated,
            Self::Transfer => ActKind::Transferred,
        }
    }

    /// Last part of the address.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Escalation => "eskalacja",
            Self::Transfer => "przekazanie",
        }
    }

    /// Which of the two this act is, if any.
    pub(crate) fn of(kind: ActKind) -> Option<Self> {
        [Self::Escalation, Self::Transfer]
            .into_iter()
            .find(|what| what.kind() == kind)
    }

    /// The field into which a canned answer goes: of an escalation the part of the comment that was chosen.
    pub(crate) fn field_for_reply(self, chosen: &str) -> &'static str {
        match self {
            Self::Transfer => "reason",
            Self::Escalation => PARTS
                .into_iter()
                .find(|part| *part == chosen)
                .unwrap_or("comment.tried"),
        }
    }

    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Escalation => &ESCALATION,
            Self::Transfer => &TRANSFER,
        }
    }
}

/// The form as it is shown.
pub(crate) struct HandOverForm {
    pub(crate) is_escalation: bool,
    pub(crate) action: String,
    pub(crate) version: i64,
    pub(crate) fields: Fields,
    /// Units to choose from; those of the suggestion first.
    pub(crate) units: Vec<UnitChoice>,
    /// Units that the words do not speak for.
    pub(crate) other_units: Vec<UnitChoice>,
    pub(crate) other_units_count: i64,
    /// One of `other_units` is chosen.
    pub(crate) other_unit_chosen: bool,
    /// The chosen unit; empty when none is.
    pub(crate) unit: String,
    /// Provisions of the chosen unit that fit, best first.
    pub(crate) duties: Vec<DutyChoice>,
    /// The rest of the unit's provisions.
    pub(crate) other_duties: Vec<DutyChoice>,
    pub(crate) other_duties_count: i64,
    /// One of `other_duties` is chosen.
    pub(crate) other_duty_chosen: bool,
    /// The proposed unit, when another one is chosen: then the form asks why.
    pub(crate) instead_of: String,
    /// Files, where any are kept.
    pub(crate) files: Option<FilesField>,
    /// That words of a draft stand in it; empty when none do.
    pub(crate) draft: String,
    /// Canned answers that can be put into it.
    pub(crate) replies: Vec<Choice>,
}

impl HandOverForm {
    /// Makes the form take files; `uploads` came with it before.
    pub(crate) fn take_files(&mut self, app: &App, uploads: &Uploads) {
        self.files = FilesField::new(app, "field-files".to_owned(), true, uploads);
    }
}

/// A unit to choose.
pub(crate) struct UnitChoice {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) line: String,
    /// Why it is suggested; `None` when it is not.
    pub(crate) why: Option<Said>,
    pub(crate) chosen: bool,
}

/// A provision to choose.
pub(crate) struct DutyChoice {
    pub(crate) value: String,
    pub(crate) shown: String,
    pub(crate) text: String,
    pub(crate) suggested: bool,
    pub(crate) chosen: bool,
}

/// What a form is made from.
pub(crate) struct Maker<'a> {
    pub(crate) t: Texts,
    pub(crate) desk: &'a Desk,
    pub(crate) ticket: &'a Ticket,
    pub(crate) suggestion: Option<&'a Suggestion>,
}

impl Maker<'_> {
    /// The form before anything is typed: unit and provision from the address or, when it names
    /// none, from the suggestion; how to reach the requester from the ticket.
    pub(crate) fn fresh(&self, what: HandOver, unit: &str, duty: &str) -> HandOverForm {
        let asked = unit
            .parse()
            .ok()
            .filter(|code| self.units(what).contains(code));
        let unit = asked.or_else(|| self.proposed(what));
        let duty = unit.as_ref().and_then(|unit| self.duty(unit, duty));
        let ticket = self.ticket;
        let reason = unit
            .as_ref()
            .map_or_else(String::new, |unit| self.reason(unit));
        let fields = Fields::new([
            ("unit", unit.map_or_else(String::new, String::from)),
            ("duty", duty.map_or_else(String::new, String::from)),
            ("reason", reason),
            ("comment.symptoms", symptoms(ticket)),
            ("comment.contact", contact(ticket)),
        ]);
        self.form(what, fields)
    }

    /// The form as it was typed, with what is to be mended.
    pub(crate) fn typed(&self, what: HandOver, typed: &Typed, faults: &Faults) -> HandOverForm {
        let mut fields = Fields::new(
            what.fields()
                .iter()
                .map(|name| (*name, typed.get(name).to_owned())),
        );
        for (name, text) in &faults.fields {
            fields.fault_at(name, text.clone());
        }
        self.form(what, fields)
    }

    fn form(&self, what: HandOver, fields: Fields) -> HandOverForm {
        let unit: Option<UnitCode> = fields
            .value("unit")
            .parse()
            .ok()
            .filter(|code| self.desk.ordinance().unit(code).is_some());
        let chosen_duty: Option<Reference> = fields.value("duty").parse().ok();
        let (units, other_units): (Vec<_>, Vec<_>) = self
            .unit_choices(what, unit.as_ref())
            .into_iter()
            // All two of the second line are shown at once.
            .partition(|choice| what == HandOver::Escalation || choice.why.is_some());
        let (duties, other_duties) = unit
            .as_ref()
            .map(|unit| self.duty_choices(unit, chosen_duty))
            .unwrap_or_default();
        let instead_of = unit
            .as_ref()
            .and_then(|unit| instead_of(self.ticket, self.desk, self.suggestion, unit))
            .map_or_else(String::new, ToString::to_string);
        HandOverForm {
            is_escalation: what == HandOver::Escalation,
            action: format!("/kolejka/{}/{}", self.ticket.number, what.slug()),
            version: self.ticket.version,
            other_unit_chosen: other_units.iter().any(|choice| choice.chosen),
            units,
            other_units_count: count(&other_units),
            other_units,
            unit: unit.map_or_else(String::new, String::from),
            other_duty_chosen: other_duties.iter().any(|duty| duty.chosen),
            duties,
            other_duties_count: count(&other_duties),
            other_duties,
            instead_of,
            files: None,
            draft: String::new(),
            replies: Vec::new(),
            fields,
        }
    }

    /// A reason to start from: the words that spoke for the unit, when it is the proposed one. Polish, as
    /// it goes into a letter.
    fn reason(&self, unit: &UnitCode) -> String {
        match self.suggestion.and_then(Suggestion::proposed) {
            Some(proposed) if proposed.unit == *unit && !proposed.words.is_empty() => {
                Texts::pl().one("transfer-reason-start", "words", &proposed.words.join(", "))
            }
            _ => String::new(),
        }
    }

    /// The units that can be handed over to: for an escalation the second line, for a transfer all
    /// others but the holder (and, from the first line, but the second).
    fn units(&self, what: HandOver) -> Vec<UnitCode> {
        let from_first_line = self.ticket.unit == *self.desk.first_line();
        self.desk
            .ordinance()
            .units()
            .iter()
            .map(|unit| unit.code.clone())
            .filter(|code| match what {
                HandOver::Escalation => self.desk.is_second_line(code),
                HandOver::Transfer => {
                    *code != self.ticket.unit
                        && !(from_first_line && self.desk.is_second_line(code))
                }
            })
            .collect()
    }

    /// The unit that the suggestion proposes, when it can be handed over to.
    fn proposed(&self, what: HandOver) -> Option<UnitCode> {
        let unit = &self.suggestion?.proposed()?.unit;
        self.units(what).contains(unit).then(|| unit.clone())
    }

    /// The provision asked for, when it is the unit's; else the one that the suggestion cites.
    fn duty(&self, unit: &UnitCode, asked: &str) -> Option<Reference> {
        asked
            .parse()
            .ok()
            .filter(|duty| self.desk.duty_of(unit, *duty).is_ok())
            .or_else(|| self.ranked(unit).map(|ranked| ranked.duty))
    }

    fn ranked(&self, unit: &UnitCode) -> Option<&SuggestedUnit> {
        self.suggestion?
            .units
            .iter()
            .find(|ranked| ranked.unit == *unit)
    }

    fn unit_choices(&self, what: HandOver, chosen: Option<&UnitCode>) -> Vec<UnitChoice> {
        let place = |code: &UnitCode| {
            self.suggestion
                .and_then(|s| s.units.iter().position(|ranked| ranked.unit == *code))
                .unwrap_or(usize::MAX)
        };
        let mut codes = self.units(what);
        codes.sort_by_key(place);
        codes
            .iter()
            .map(|code| UnitChoice {
                name: crate::pages::ticket::suggestion::unit_name(self.desk, code),
                line: line_of_support(self.t, self.desk, code),
                why: self.ranked(code).map(|ranked| self.why(ranked)),
                chosen: chosen == Some(code),
                code: code.to_string(),
            })
            .collect()
    }

    fn why(&self, ranked: &SuggestedUnit) -> Said {
        let duty = ranked.duty.shown();
        let confidence = confidence(self.t, ranked.confidence);
        let words = ranked.words.join(", ");
        let args = [
            ("duty", Arg::Text(&duty)),
            ("confidence", Arg::Text(&confidence)),
        ];
        if words.is_empty() {
            self.t.with("hand-over-why", &args).into()
        } else {
            Said::quoting(self.t, "hand-over-why-words", words, &args)
        }
    }

    /// Provisions of `unit`: those that the suggestion ranks, and the rest. Introductory points are
    /// left out, their letters say what is done.
    fn duty_choices(
        &self,
        unit: &UnitCode,
        chosen: Option<Reference>,
    ) -> (Vec<DutyChoice>, Vec<DutyChoice>) {
        let ranked: Vec<Reference> = self
            .ranked(unit)
            .map(|ranked| {
                let more = ranked.duties.iter().map(|other| other.duty);
                let mut all: Vec<Reference> = std::iter::once(ranked.duty).chain(more).collect();
                all.dedup();
                all
            })
            .unwrap_or_default();
        let choice = |provision: &Provision, suggested| DutyChoice {
            value: provision.reference.to_string(),
            shown: provision.reference.shown(),
            text: self
                .desk
                .ordinance()
                .full_text(&provision.reference)
                .unwrap_or_default(),
            suggested,
            chosen: chosen == Some(provision.reference),
        };
        let fitting = ranked
            .iter()
            .filter_map(|duty| self.desk.ordinance().provision(duty))
            .filter(|provision| provision.unit.as_ref() == Some(unit))
            .map(|provision| choice(provision, true))
            .collect();
        let rest = self
            .desk
            .ordinance()
            .provisions()
            .iter()
            .filter(|provision| provision.unit.as_ref() == Some(unit))
            .filter(|provision| {
                let is_chosen = chosen == Some(provision.reference);
                (!provision.introductory || is_chosen) && !ranked.contains(&provision.reference)
            })
            .map(|provision| choice(provision, false))
            .collect();
        (fitting, rest)
    }
}

/// The proposed unit, when the first line chooses another one.
pub(crate) fn instead_of<'a>(
    ticket: &Ticket,
    desk: &Desk,
    suggestion: Option<&'a Suggestion>,
    chosen: &UnitCode,
) -> Option<&'a UnitCode> {
    let proposed = &suggestion?.proposed()?.unit;
    (ticket.unit == *desk.first_line() && proposed != chosen && desk.known(chosen).is_ok())
        .then_some(proposed)
}

fn count<T>(things: &[T]) -> i64 {
    i64::try_from(things.len()).unwrap_or(i64::MAX)
}

/// The requester's words, when they are short enough to serve as a start.
fn symptoms(ticket: &Ticket) -> String {
    let text = format!("{}\n{}", ticket.subject, ticket.body);
    if text.chars().count() <= PREFILLED {
        text
    } else {
        ticket.subject.clone()
    }
}

/// Name, telephone, room and address, a line each.
fn contact(ticket: &Ticket) -> String {
    let requester = &ticket.requester;
    [
        &requester.name,
        &requester.phone,
        &requester.room,
        &requester.email,
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .cloned()
    .collect::<Vec<_>>()
    .join("\n")
}
