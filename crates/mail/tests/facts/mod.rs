//! Made-up facts for the letters.

use domain::{
    ActKind, CommentPart, FullComment, Impact, Priority, Requester, TaskKind, TaskState,
    TicketNumber, Urgency, WaitingFor,
};
use jiff::Timestamp;
use mail::{
    Answer, Arbitration, Basis, Case, Closing, Confirmation, Content, Escalation, HistoryEntry,
    Page, Pause, PriorityChange, PriorityForUnit, PriorityLetter, Reminder, Reopening, Reply,
    Resolution, Return, Ruling, Stretch, Summary, SummaryItem, SummaryOf, TaskLetter, TaskResult,
    Transfer, UnitName, Writer,
};
use ordinance::Ordinance;

/// What people typed, in every place where they can.
pub(crate) struct Hostile {
    name: String,
    line: String,
    text: String,
}

impl Hostile {
    /// The same text everywhere.
    pub(crate) fn text(text: &str) -> Self {
        Self {
            name: text.to_owned(),
            line: text.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// Letters as they would be on an ordinary day.
pub(crate) fn samples() -> Vec<(&'static str, Content)> {
    let mut letters = all(&Hostile {
        name: "Anna Nowak".to_owned(),
        line: "Nie łączy się VPN".to_owned(),
        text: "Od rana nie mogę połączyć się z siecią urzędu z domu. Po wpisaniu hasła okno \
               pokazuje „połączenie nieudane”.\n\nPracuję zdalnie do piątku."
            .to_owned(),
    });
    let Content::Confirmation(confirmation) = &letters[0].1 else {
        panic!("the first letter is a confirmation");
    };
    let unsure = Confirmation {
        proposed: None,
        page: Page {
            url: format!("https://pomoc.example/z/{}", "A".repeat(43)),
            secret: true,
            goes_on: None,
        },
        ..confirmation.clone()
    };
    let own = Confirmation {
        proposed: Some((unit("IT-02-3"), basis("§8 pkt 2 lit. a"))),
        ..confirmation.clone()
    };
    let given_back = letters.iter().find_map(|(_, content)| match content {
        Content::Return(given_back) => Some(given_back.clone()),
        _ => None,
    });
    let not_competent = Return {
        incomplete: Vec::new(),
        points_to: Some((unit("IT-04-2"), basis("§15 pkt 8"))),
        ..*given_back.unwrap()
    };
    letters.push((
        "return_not_competent",
        Content::Return(Box::new(not_competent)),
    ));
    letters.push(("confirmation_unsure", Content::Confirmation(unsure)));
    letters.push(("confirmation_first_line", Content::Confirmation(own)));
    letters
}

fn priority_change(words: &Hostile) -> PriorityChange {
    PriorityChange {
        from: Priority::try_from(3).unwrap(),
        to: Priority::try_from(1).unwrap(),
        reason: words.text.clone(),
        due: vec![(
            "Rozwiązanie najpóźniej".to_owned(),
            "26 listopada 2026, 15:00".to_owned(),
        )],
    }
}

/// Each kind of letter, with these words wherever people type.
#[expect(clippy::too_many_lines, reason = "one sample of each kind of letter")]
pub(crate) fn all(words: &Hostile) -> Vec<(&'static str, Content)> {
    let text = || words.text.clone();
    let requester_page = Page {
        url: "https://pomoc.example/zgloszenie/ZG-2026-000123".to_owned(),
        secret: false,
        goes_on: None,
    };
    let operator = Writer {
        name: words.name.clone(),
        unit: Some(unit("IT-02-3")),
    };
    let second_line = Writer {
        name: "Piotr Wiśniewski".to_owned(),
        unit: Some(unit("IT-04-1")),
    };
    let director = Writer {
        name: words.name.clone(),
        unit: None,
    };
    let requester = Writer {
        name: words.name.clone(),
        unit: None,
    };
    vec![
        (
            "confirmation_suggested",
            Content::Confirmation(Confirmation {
                number: number(),
                first_line: unit("IT-02-3"),
                proposed: Some((unit("IT-04-1"), basis("§14 pkt 1 lit. l"))),
                page: requester_page.clone(),
            }),
        ),
        (
            "escalation",
            Content::Escalation(Box::new(Escalation {
                case: case(words),
                by: operator.clone(),
                basis: basis("§14 pkt 1 lit. l"),
                comment: FullComment::new(&words.text, &words.text, &words.text, &words.text)
                    .unwrap(),
            })),
        ),
        (
            "transfer",
            Content::Transfer(Box::new(Transfer {
                case: case(words),
                by: operator.clone(),
                basis: basis("§15 pkt 8"),
                reason: text(),
            })),
        ),
        (
            "return",
            Content::Return(Box::new(Return {
                case: case(words),
                by: second_line.clone(),
                reason: text(),
                incomplete: vec![CommentPart::Tried, CommentPart::Contact],
                points_to: None,
            })),
        ),
        (
            "answer",
            Content::Answer(Answer {
                number: number(),
                subject: words.line.clone(),
                by: operator.clone(),
                note: text(),
                page: requester_page.clone(),
            }),
        ),
        (
            "resolution",
            Content::Resolution(Resolution {
                number: number(),
                subject: words.line.clone(),
                by: second_line,
                solution: text(),
                reopen_until: Some("2026-12-03T12:00:00Z".parse().unwrap()),
                page: requester_page.clone(),
            }),
        ),
        (
            "reopening",
            Content::Reopening(Box::new(Reopening {
                case: case(words),
                by: requester.clone(),
                reason: text(),
            })),
        ),
        (
            "pause",
            Content::Pause(Pause {
                number: number(),
                subject: words.line.clone(),
                by: operator,
                why: WaitingFor::Requester,
                until: Some(at("2026-11-30T11:00:00Z")),
                reason: text(),
                page: requester_page.clone(),
            }),
        ),
        (
            "reply",
            Content::Reply(Box::new(Reply {
                case: case(words),
                by: requester,
                text: text(),
            })),
        ),
        (
            "reminder",
            Content::Reminder(Box::new(Reminder {
                number: number(),
                subject: words.line.clone(),
                priority: Priority::ALL[1],
                unit: unit("IT-04-1"),
                to_superior: false,
                late: true,
                line: "rozwiązanie po terminie od dzisiaj, 12:00".to_owned(),
                why: vec!["zużyto 8 h z 8 h pracy".to_owned()],
                rows: vec![Stretch {
                    from: "2026-11-26T06:30:00Z".parse().unwrap(),
                    to: "2026-11-26T12:05:00Z".parse().unwrap(),
                    words: "liczy się 5 h 35 min: czas pracy".to_owned(),
                }],
                url: "https://pomoc.example/kolejka/ZG-2026-000123".to_owned(),
            })),
        ),
        (
            "summary",
            Content::Summary(Box::new(Summary {
                about: SummaryOf::CatchUp,
                items: vec![SummaryItem {
                    number: number(),
                    subject: words.line.clone(),
                    lines: vec!["rozwiązanie po terminie od dzisiaj, 12:00".to_owned()],
                    url: "https://pomoc.example/kolejka/ZG-2026-000123".to_owned(),
                }],
                url: "https://pomoc.example/kolejka".to_owned(),
            })),
        ),
        (
            "priority",
            Content::Priority(PriorityLetter {
                number: number(),
                subject: words.line.clone(),
                by: director.clone(),
                change: priority_change(words),
                page: requester_page.clone(),
            }),
        ),
        (
            "priority_for_unit",
            Content::PriorityForUnit(Box::new(PriorityForUnit {
                case: case(words),
                by: director.clone(),
                change: priority_change(words),
            })),
        ),
        (
            "closing",
            Content::Closing(Closing {
                number: number(),
                subject: words.line.clone(),
                resolved_at: "2026-11-26T12:05:00Z".parse().unwrap(),
                page: requester_page,
            }),
        ),
        (
            "task",
            Content::Task(Box::new(TaskLetter {
                case: case(words),
                by: director.clone(),
                kind: TaskKind::RemoteHands,
                basis: basis("§15 pkt 8"),
                place: words.line.clone(),
                contact: words.line.clone(),
                what: text(),
            })),
        ),
        (
            "task_result",
            Content::TaskResult(Box::new(TaskResult {
                case: case(words),
                by: director.clone(),
                how: TaskState::Done,
                result: text(),
            })),
        ),
        (
            "arbitration",
            Content::Arbitration(Box::new(Arbitration {
                case: case(words),
                by: director.clone(),
                between: [unit("IT-02-3"), unit("IT-04-1")],
            })),
        ),
        (
            "ruling",
            Content::Ruling(Box::new(Ruling {
                case: case(words),
                by: director,
                to: unit("IT-04-1"),
                basis: basis("§14 pkt 1 lit. l"),
                reason: text(),
            })),
        ),
    ]
}

fn number() -> TicketNumber {
    TicketNumber::new(2026, 123).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn unit(code: &str) -> UnitName {
    let unit = Ordinance::built_in().unit(&code.parse().unwrap()).unwrap();
    UnitName {
        code: unit.code.clone(),
        name: unit.name.clone(),
    }
}

fn basis(reference: &str) -> Basis {
    let reference = reference.parse().unwrap();
    let ordinance = Ordinance::built_in();
    Basis {
        reference,
        words: ordinance.full_text(&reference).unwrap(),
        ordinance: ordinance.number().to_owned(),
    }
}

/// A ticket with these words wherever people type.
pub(crate) fn case(words: &Hostile) -> Case {
    Case {
        number: number(),
        subject: words.line.clone(),
        body: words.text.clone(),
        requester: Requester {
            account: None,
            name: words.name.clone(),
            email: "anna.nowak@um.example".to_owned(),
            department: words.line.clone(),
            room: String::new(),
            phone: "12 616 00 00".to_owned(),
        },
        impact: Impact::Medium,
        urgency: Urgency::High,
        priority: Priority::try_from(2).unwrap(),
        filed_at: at("2026-11-26T07:05:00Z"),
        url: "https://pomoc.example/kolejka/ZG-2026-000123".to_owned(),
        history: vec![
            HistoryEntry {
                at: at("2026-11-26T07:05:00Z"),
                act: ActKind::Registered,
                by: Writer {
                    name: words.name.clone(),
                    unit: None,
                },
                to: None,
                words: None,
            },
            HistoryEntry {
                at: at("2026-11-26T07:20:00Z"),
                act: ActKind::Noted,
                by: Writer {
                    name: "Jan Kowalski".to_owned(),
                    unit: Some(unit("IT-02-3")),
                },
                to: None,
                words: Some(words.text.clone()),
            },
            HistoryEntry {
                at: at("2026-11-26T07:41:00Z"),
                act: ActKind::Escalated,
                by: Writer {
                    name: "Jan Kowalski".to_owned(),
                    unit: Some(unit("IT-02-3")),
                },
                to: Some("IT-04-1".parse().unwrap()),
                words: None,
            },
        ],
    }
}
