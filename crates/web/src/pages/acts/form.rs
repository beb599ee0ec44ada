//! Forms of the acts that fit on the ticket's page.

use domain::{ActKind, Desk, Ticket, UserId};
use store::drafts::Draft;
use texts::Texts;

use super::attempt::Faults;
use super::extra::Extra;
use super::typed::Typed;
use crate::App;
use crate::drafts::restored;
use crate::pages::replies::picker::Choice;
use crate::uploads::takes_files;
use crate::uploads::view::FilesField;

/// The acts with a form on the ticket's page and the last part of its address.
pub(crate) const ON_THE_PAGE: [(ActKind, &str); 12] = [
    (ActKind::Claimed, "podejmij"),
    (ActKind::Accepted, "przyjecie"),
    (ActKind::Resolved, "rozwiazanie"),
    (ActKind::Noted, "notatka"),
    (ActKind::Resumed, "wznowienie"),
    (ActKind::Paused, "wstrzymanie"),
    (ActKind::PutDown, "oddanie"),
    (ActKind::Returned, "zwrot"),
    (ActKind::PriorityChanged, "priorytet"),
    (ActKind::Reopened, "ponowne-otwarcie"),
    (ActKind::Closed, "zamkniecie"),
    (ActKind::Cancelled, "anulowanie"),
];

/// The forms into which canned answers can be put.
const WITH_REPLIES: [&str; 4] = ["rozwiazanie", "notatka", "wstrzymanie", "zwrot"];

/// A form as it is shown.
pub(crate) struct ActForm {
    /// Last part of the address and id of the form.
    pub(crate) slug: &'static str,
    pub(crate) action: String,
    pub(crate) version: i64,
    /// Folded out: it came back with something to mend.
    pub(crate) open: bool,
    pub(crate) title: String,
    pub(crate) hint: String,
    pub(crate) button: String,
    /// Name of the field for words; empty when the act needs none.
    pub(crate) field: &'static str,
    pub(crate) label: String,
    pub(crate) words: String,
    pub(crate) fault: String,
    /// Asks who may read it.
    pub(crate) is_note: bool,
    pub(crate) is_public: bool,
    pub(crate) weight: Weight,
    /// What it asks besides words.
    pub(crate) extra: Extra,
    /// Files, where it takes any.
    pub(crate) files: Option<FilesField>,
    /// That words of a draft stand in it; empty when none do.
    pub(crate) draft: String,
    /// Canned answers that can be put into it.
    pub(crate) replies: Vec<Choice>,
}

/// How an act stands out among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The main thing to do: shown as a button rather than folded.
    First,
    Plain,
    /// Cannot be taken back.
    Final,
}

/// A form that came back.
pub(crate) struct Tried<'a> {
    pub(crate) kind: ActKind,
    pub(crate) typed: &'a Typed,
    /// What to mend; `None` when the ticket has changed meanwhile.
    pub(crate) faults: Option<&'a Faults>,
}

/// The last part of the address of an act with a form on the page.
pub(crate) fn slug(kind: ActKind) -> Option<&'static str> {
    ON_THE_PAGE
        .into_iter()
        .find(|(other, _)| *other == kind)
        .map(|(_, slug)| slug)
}

/// The name of the field with the words of an act, as `domain` has it; empty when it has none.
pub(crate) fn field(kind: ActKind) -> &'static str {
    match kind {
        ActKind::Noted => "text",
        ActKind::Returned
        | ActKind::Reopened
        | ActKind::Cancelled
        | ActKind::Paused
        | ActKind::PriorityChanged => "reason",
        ActKind::Resolved => "solution",
        _ => "",
    }
}

/// Id of the control with the words of an act.
pub(crate) fn control(slug: &str) -> String {
    format!("{slug}-slowa")
}

impl ActForm {
    /// The form of an act on `ticket` as it stands, with what was typed when it came back.
    pub(crate) fn new(
        t: Texts,
        kind: ActKind,
        slug: &'static str,
        ticket: &Ticket,
        desk: &Desk,
        tried: Option<&Tried<'_>>,
    ) -> Self {
        let key = |part: &str| format!("act-form-{}-{part}", kind.as_str());
        let text = |part: &str| {
            let key = key(part);
            if t.has(&key) {
                t.get(&key)
            } else {
                String::new()
            }
        };
        let tried = tried.filter(|tried| tried.kind == kind);
        let field = field(kind);
        Self {
            slug,
            action: format!("/kolejka/{}/{slug}", ticket.number),
            version: ticket.version,
            open: tried.is_some(),
            title: text("title"),
            hint: text("hint"),
            button: text("button"),
            field,
            label: text("label"),
            words: tried.map_or_else(String::new, |tried| tried.typed.get(field).to_owned()),
            fault: tried
                .and_then(|tried| tried.faults)
                .map_or_else(String::new, |faults| faults.at(field).to_owned()),
            is_note: kind == ActKind::Noted,
            is_public: tried.is_some_and(|tried| tried.typed.get("visibility") == "public"),
            weight: match kind {
                ActKind::Claimed | ActKind::Accepted | ActKind::Resumed => Weight::First,
                ActKind::Closed | ActKind::Cancelled => Weight::Final,
                _ => Weight::Plain,
            },
            extra: Extra::new(t, kind, ticket, desk, tried),
            files: None,
            draft: String::new(),
            replies: Vec::new(),
        }
    }

    /// The forms of everything that can be done on the page, in order.
    pub(crate) fn all(
        t: Texts,
        acts: &[ActKind],
        ticket: &Ticket,
        desk: &Desk,
        reader: UserId,
        tried: Option<&Tried<'_>>,
    ) -> Vec<Self> {
        ON_THE_PAGE
            .into_iter()
            .filter(|(kind, _)| acts.contains(kind) || tried.is_some_and(|t| t.kind == *kind))
            .map(|(kind, slug)| {
                let mut form = Self::new(t, kind, slug, ticket, desk, tried);
                let colleague = ticket.assignee.is_some_and(|other| other != reader);
                if kind == ActKind::Claimed && colleague {
                    form.title = t.get("act-form-claimed-take-over");
                    form.button.clone_from(&form.title);
                    form.weight = Weight::Plain;
                }
                form
            })
            .collect()
    }

    /// The same form, taking files when the act may have some.
    #[must_use]
    pub(crate) fn with_files(mut self, app: &App, tried: Option<&Tried<'_>>) -> Self {
        let slug = self.slug;
        if takes_files(&format!("/kolejka/{{number}}/{slug}")) {
            let tried = tried.filter(|tried| self::slug(tried.kind) == Some(slug));
            let uploads = tried.map(|tried| tried.typed.uploads.clone());
            let id = format!("{slug}-files");
            self.files = FilesField::new(app, id, true, &uploads.unwrap_or_default());
        }
        self
    }

    /// The same form with canned answers to put into it, when it takes words that others read.
    #[must_use]
    pub(crate) fn with_replies(mut self, replies: &[Choice]) -> Self {
        if WITH_REPLIES.contains(&self.slug) {
            self.replies = replies.to_vec();
        }
        self
    }

    /// The same form with the words of its draft, when there is one and the form has not come back.
    #[must_use]
    pub(crate) fn with_draft(self, app: &App, ticket: &Ticket, drafts: &[Draft]) -> Self {
        let draft = drafts.iter().find(|draft| draft.form == self.action);
        let kind = ON_THE_PAGE.into_iter().find(|(_, slug)| *slug == self.slug);
        let (Some(draft), Some((kind, slug)), false) = (draft, kind, self.open) else {
            return self;
        };
        let typed = Typed::of(draft.fields.clone());
        let tried = Tried {
            kind,
            typed: &typed,
            faults: None,
        };
        Self {
            files: self.files,
            replies: self.replies,
            draft: restored(app, draft.saved_at),
            ..Self::new(app.texts, kind, slug, ticket, &app.desk, Some(&tried))
        }
    }

    /// Shown as a button rather than folded; a form that came back is folded out like the others.
    pub(crate) fn is_first(&self) -> bool {
        self.weight == Weight::First && !self.open
    }

    /// Cannot be taken back.
    pub(crate) fn is_final(&self) -> bool {
        self.weight == Weight::Final
    }

    /// Ids of hint and fault for `aria-describedby`; empty when there is neither.
    pub(crate) fn described_by(&self) -> String {
        [("hint", &self.hint), ("fault", &self.fault)]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(part, _)| format!("{}-{part}", self.slug))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Id of the control with the words.
    pub(crate) fn control(&self) -> String {
        control(self.slug)
    }
}
