//! Who may do what: the whole matrix, spelled out.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::*;
use jiff::Timestamp;
use ordinance::UnitCode;
use uuid::Uuid;

fn unit(code: &str) -> UnitCode {
    code.parse().unwrap()
}

fn person(n: u128, role: Role) -> Actor {
    Actor::Person(Person {
        id: UserId(Uuid::from_u128(n)),
        name: "Ktoś".into(),
        email: "ktos@example.org".into(),
        role,
    })
}

/// A ticket of requester 1, held by `holder` after the first line held it.
fn ticket(holder: &str) -> Ticket {
    let at = Timestamp::UNIX_EPOCH;
    Ticket {
        id: TicketId(Uuid::from_u128(7)),
        number: TicketNumber::new(2026, 1).unwrap(),
        version: 2,
        subject: "x".into(),
        body: "x".into(),
        requester: Requester {
            account: Some(UserId(Uuid::from_u128(1))),
            ..Requester::default()
        },
        impact: Impact::Low,
        urgency: Urgency::Low,
        priority: Priority::try_from(5).unwrap(),
        status: Status::InProgress,
        waiting: None,
        quarrel: domain::Quarrel::default(),
        merging: Merging::default(),
        outage: None,
        unit: unit(holder),
        assignee: None,
        duty: None,
        involved: vec![unit("IT-02-3"), unit(holder)],
        helpers: Vec::new(),
        created_at: at,
        updated_at: at,
        resolved_at: None,
        finished_at: None,
    }
}

const ACTS: [ActKind; 15] = [
    ActKind::Claimed,
    ActKind::Escalated,
    ActKind::Transferred,
    ActKind::Accepted,
    ActKind::Returned,
    ActKind::Paused,
    ActKind::Resumed,
    ActKind::PriorityChanged,
    ActKind::TaskGiven,
    ActKind::Resolved,
    ActKind::Reopened,
    ActKind::Closed,
    ActKind::Cancelled,
    ActKind::Merged,
    ActKind::Parted,
];

fn allowed(actor: &Actor, ticket: &Ticket) -> String {
    let may = |action| authorize(actor, action, Object::Ticket(ticket), &unit("IT-02-3")).is_ok();
    let mut marks = String::new();
    for (mark, action) in [
        ('s', Action::SeeTicket),
        ('i', Action::SeeInternals),
        ('p', Action::Note(Visibility::Public)),
        ('n', Action::Note(Visibility::Internal)),
    ] {
        marks.push(if may(action) { mark } else { '-' });
    }
    marks.push(' ');
    marks.extend(ACTS.map(|act| if may(Action::Act(act)) { 'x' } else { '-' }));
    marks
}

#[test]
fn the_matrix_over_a_ticket_held_by_infrastructure() {
    let held = ticket("IT-04-1");
    // see, internals, public note, internal note | claim escalate transfer accept return pause resume priority task resolve reopen close cancel merge part
    for (who, actor, expected) in [
        ("a visitor", Actor::Visitor, "---- ---------------"),
        (
            "the holder of its link",
            Actor::LinkHolder(held.id),
            "s-p- ----------xxx--",
        ),
        (
            "the holder of another link",
            Actor::LinkHolder(TicketId(Uuid::from_u128(8))),
            "---- ---------------",
        ),
        (
            "its requester",
            person(1, Role::Requester),
            "s-p- ----------xxx--",
        ),
        (
            "another requester",
            person(2, Role::Requester),
            "---- ---------------",
        ),
        (
            "the first line",
            person(3, Role::FirstLine),
            "sipn -------x--xx--x",
        ),
        (
            "the holding unit",
            person(4, Role::Unit(unit("IT-04-1"))),
            "sipn xxxxxxxxxxxxxxx",
        ),
        (
            "another unit",
            person(5, Role::Unit(unit("IT-02-4"))),
            "---- ---------------",
        ),
        (
            "an administrator",
            person(6, Role::Administrator),
            "sipn xxxxxxxxxxxxxxx",
        ),
    ] {
        assert_eq!(allowed(&actor, &held), expected, "{who}");
    }
}

#[test]
fn a_unit_that_held_a_ticket_keeps_sight_of_it() {
    let mut back = ticket("IT-04-1");
    back.unit = unit("IT-02-3");
    assert_eq!(
        allowed(&person(4, Role::Unit(unit("IT-04-1"))), &back),
        "sipn ---------------"
    );
    assert_eq!(
        allowed(&person(3, Role::FirstLine), &back),
        "sipn xxxxxxxxxxxxxxx"
    );
}

#[test]
fn a_member_of_staff_who_files_a_ticket_is_its_requester_too() {
    let held = ticket("IT-04-1");
    assert_eq!(
        allowed(&person(1, Role::Unit(unit("IT-03-1"))), &held),
        "s-p- ----------xxx--"
    );
}

#[test]
fn only_the_requester_rates_and_only_those_who_solved_it_and_the_first_line_read_it() {
    let mut solved = ticket("IT-04-1");
    solved.involved.push(unit("IT-02-4"));
    for (who, actor, expected) in [
        ("a visitor", Actor::Visitor, (false, false)),
        ("its link", Actor::LinkHolder(solved.id), (true, true)),
        (
            "another link",
            Actor::LinkHolder(TicketId(Uuid::from_u128(8))),
            (false, false),
        ),
        ("its requester", person(1, Role::Requester), (true, true)),
        ("another one", person(2, Role::Requester), (false, false)),
        ("the first line", person(3, Role::FirstLine), (false, true)),
        (
            "the unit that solved it",
            person(4, Role::Unit(unit("IT-04-1"))),
            (false, true),
        ),
        (
            "a unit that had it once",
            person(5, Role::Unit(unit("IT-02-4"))),
            (false, false),
        ),
        (
            "an administrator",
            person(6, Role::Administrator),
            (false, true),
        ),
    ] {
        let may =
            |action| authorize(&actor, action, Object::Ticket(&solved), &unit("IT-02-3")).is_ok();
        let found = (may(Action::Rate), may(Action::SeeRating));
        assert_eq!(found, expected, "{who}");
    }
}

#[test]
fn the_matrix_over_the_desk() {
    let desk = |actor: &Actor| {
        [
            Action::File,
            Action::FileForOthers,
            Action::Suggest,
            Action::ListOwn,
            Action::SeeQueue,
            Action::SeeLetters,
            Action::RetryLetter,
            Action::ManageAccounts,
            Action::ManageRouting,
            Action::SeeQuality,
            Action::SeeAnalyses,
        ]
        .map(|action| {
            if authorize(actor, action, Object::Desk, &unit("IT-02-3")).is_ok() {
                'x'
            } else {
                '-'
            }
        })
        .iter()
        .collect::<String>()
    };
    assert_eq!(desk(&Actor::Visitor), "x----------");
    assert_eq!(desk(&person(1, Role::Requester)), "x-xx-------");
    assert_eq!(desk(&person(1, Role::Unit(unit("IT-04-1")))), "x-xxx------");
    assert_eq!(desk(&person(1, Role::FirstLine)), "xxxxxxx--xx");
    assert_eq!(desk(&person(1, Role::Administrator)), "xxxxxxxxxxx");
}

#[test]
fn figures_of_a_unit_are_its_own_its_superiors_and_the_first_lines() {
    let of = unit("IT-04-1");
    let may = |actor: &Actor, action, superior: &str| {
        let object = Object::Figures {
            unit: &of,
            superiors: &[superior.to_owned()],
        };
        authorize(actor, action, object, &unit("IT-02-3")).is_ok()
    };
    for (actor, below_another, below_them) in [
        (Actor::Visitor, false, false),
        (person(1, Role::Requester), false, true),
        (person(2, Role::Unit(of.clone())), true, true),
        (person(1, Role::Unit(unit("IT-04-2"))), false, true),
        (person(3, Role::FirstLine), true, true),
        (person(4, Role::Administrator), true, true),
    ] {
        let found = [
            may(&actor, Action::SeeAnalyses, "inny@example.org"),
            may(&actor, Action::SeeAnalyses, "Ktos@Example.org"),
        ];
        assert_eq!(found, [below_another, below_them], "{actor:?}");
        assert!(!may(&actor, Action::SeeQueue, "ktos@example.org"));
    }
}
