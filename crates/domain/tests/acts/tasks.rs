//! Child tasks: remote hands and parts of the work.

use domain::*;

use crate::*;

fn hands(to: &str, cited: &str) -> Work {
    Work {
        kind: TaskKind::RemoteHands,
        to: unit(to),
        duty: duty(cited),
        place: "Wielopole 17a, pok. 12".into(),
        contact: "Anna Nowak, 1234".into(),
        what: "Przełączyć kabel z portu 3 do portu 5.".into(),
    }
}

fn give(ticket: &Ticket, work: Work) -> Result<Change, Refusal> {
    ticket.give_task(work, &desk(), member("IT-04-1"), moment(5))
}

#[test]
fn the_unit_of_remote_hands_is_in_the_ordinance() {
    assert_eq!(
        desk().remote_hands(),
        Some((unit("IT-04-2"), duty("§15 pkt 8")))
    );
}

#[test]
fn remote_hands_are_done_while_the_ticket_stays_where_it_is() {
    let ticket = escalated();
    let given = give(&ticket, hands("IT-04-2", "§15 pkt 8")).unwrap();
    let after = &given.ticket;
    assert_eq!((&after.unit, after.status), (&ticket.unit, ticket.status));
    assert_eq!(after.helpers, [unit("IT-04-2")]);
    assert_eq!(
        (given.letters[0].kind, &given.letters[0].to),
        (LetterKind::Task, &Recipient::Unit(unit("IT-04-2")))
    );
    let task = Task::given(&given.event).unwrap();
    let taken = after
        .take_task(&task, member("IT-04-2"), moment(6))
        .unwrap();
    let ended = taken
        .ticket
        .end_task(
            &task,
            TaskState::Done,
            "Przełączone.",
            member("IT-04-2"),
            moment(7),
        )
        .unwrap();
    assert_eq!(
        (ended.letters[0].kind, &ended.letters[0].to),
        (LetterKind::TaskResult, &Recipient::Unit(unit("IT-04-1")))
    );
    assert_eq!(ended.ticket.unit, ticket.unit);
    let history = [given.event, taken.event, ended.event];
    let json = serde_json::to_string(&history).unwrap();
    let read: Vec<Event> = serde_json::from_str(&json).unwrap();
    assert_eq!(read, history);
    let all = tasks(&history);
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].state, all[0].result.as_str(), all[0].assignee),
        (TaskState::Done, "Przełączone.", member("IT-04-2").user)
    );
    assert_eq!(
        ended
            .ticket
            .take_task(&all[0], member("IT-04-2"), moment(8)),
        Err(Refusal::TaskEnded)
    );
}

#[test]
fn remote_hands_are_for_the_second_line_and_say_where_and_whom_to_ask() {
    let ticket = escalated();
    for wrong in [hands("IT-04-2", "§15 pkt 2"), hands("IT-02-4", "§15 pkt 8")] {
        assert_eq!(give(&ticket, wrong), Err(Refusal::NoRemoteHands));
    }
    assert_eq!(
        give(&filed().ticket, hands("IT-04-2", "§15 pkt 8")),
        Err(Refusal::NoRemoteHands)
    );
    let bare = Work {
        place: String::new(),
        contact: " ".into(),
        what: String::new(),
        ..hands("IT-04-2", "§15 pkt 8")
    };
    let Err(Refusal::Fields(faults)) = give(&ticket, bare) else {
        panic!("refused")
    };
    let names: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(names, ["place", "contact", "what"]);
}

#[test]
fn a_part_of_the_work_cites_a_duty_of_the_unit_that_does_it() {
    let part = |to: &str, cited: &str| Work {
        kind: TaskKind::Part,
        place: String::new(),
        ..hands(to, cited)
    };
    let ticket = filed().ticket;
    assert!(give(&ticket, part("IT-04-2", "§15 pkt 2")).is_ok());
    assert_eq!(
        give(&ticket, part("IT-04-2", "§14 pkt 3")),
        Err(Refusal::ForeignDuty {
            duty: duty("§14 pkt 3"),
            unit: unit("IT-04-2")
        })
    );
    assert_eq!(
        give(&ticket, part("IT-02-3", "§8 pkt 1")),
        Err(Refusal::AlreadyThere {
            unit: unit("IT-02-3")
        })
    );
}

#[test]
fn the_units_of_tasks_see_the_ticket_and_end_only_their_own_task() {
    let given = give(&escalated(), hands("IT-04-2", "§15 pkt 8")).unwrap();
    let ticket = given.ticket;
    let person = |role| {
        Actor::Person(Person {
            id: UserId(uuid::Uuid::from_u128(70)),
            name: "Ktoś".into(),
            email: "a@b.example".into(),
            role,
        })
    };
    let may = |actor: &Actor, action, object| {
        authorize(actor, action, object, desk().first_line()).is_ok()
    };
    let end = Action::Act(ActKind::TaskEnded);
    let own = unit("IT-04-2");
    let task = Object::Task {
        ticket: &ticket,
        unit: &own,
    };
    let helper = person(Role::Unit(own.clone()));
    assert!(may(&helper, Action::SeeInternals, Object::Ticket(&ticket)));
    assert!(may(&helper, end, task));
    assert!(!may(
        &helper,
        Action::Act(ActKind::Resolved),
        Object::Ticket(&ticket)
    ));
    assert!(!may(
        &helper,
        Action::Act(ActKind::TaskGiven),
        Object::Ticket(&ticket)
    ));
    for role in [
        Role::FirstLine,
        Role::Unit(unit("IT-04-1")),
        Role::Requester,
    ] {
        assert!(!may(&person(role), end, task));
    }
}
