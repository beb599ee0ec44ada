//! What requesters say of solutions.

use domain::*;

use crate::*;

/// What happened to the ticket of [`filed`], and the ticket afterwards.
struct Life {
    ticket: Ticket,
    history: Vec<Event>,
}

impl Life {
    fn new() -> Self {
        let filed = filed();
        Self {
            ticket: filed.ticket,
            history: vec![filed.event],
        }
    }

    fn then(&mut self, act: impl FnOnce(&Ticket) -> Result<Change, Refusal>) {
        let change = act(&self.ticket).unwrap();
        self.ticket = change.ticket;
        self.history.push(change.event);
    }

    fn rate(&self, given: &[Rating], grade: Grade, n: u32) -> Result<Rating, Refusal> {
        self.ticket
            .rate(&self.history, given, grade, " dziękuję ", moment(n).now)
    }
}

#[test]
fn a_rating_belongs_to_the_solution_and_to_the_unit_that_gave_it() {
    let mut life = Life::new();
    assert_eq!(
        life.rate(&[], Grade::Good, 1),
        Err(Refusal::WrongStatus {
            status: Status::New
        })
    );
    life.then(|ticket| ticket.resolve("nowy certyfikat", operator(), moment(2)));
    let rating = life.rate(&[], Grade::Good, 3).unwrap();
    assert_eq!(rating.solution, life.history[1].id);
    assert_eq!(rating.unit, unit("IT-02-3"));
    assert_eq!(rating.remark, "dziękuję");
    assert_eq!(
        (rating.rated_at, rating.changed_at),
        (moment(3).now, moment(3).now)
    );
}

#[test]
fn a_mind_may_be_changed_until_the_ticket_is_closed() {
    let mut life = Life::new();
    life.then(|ticket| ticket.resolve("nowy certyfikat", operator(), moment(1)));
    let first = life.rate(&[], Grade::Bad, 2).unwrap();
    let second = life
        .rate(std::slice::from_ref(&first), Grade::Fair, 3)
        .unwrap();
    assert_eq!(second.solution, first.solution);
    assert_eq!(
        (second.grade, second.rated_at),
        (Grade::Fair, first.rated_at)
    );
    assert_eq!(second.changed_at, moment(3).now);
    life.then(|ticket| ticket.close(requester(), moment(4)));
    assert_eq!(
        life.rate(&[second], Grade::Good, 5),
        Err(Refusal::Finished {
            status: Status::Closed
        })
    );
}

#[test]
fn whoever_confirmed_the_solution_at_once_can_still_rate_it_once() {
    let mut life = Life::new();
    life.then(|ticket| ticket.resolve("nowy certyfikat", operator(), moment(1)));
    life.then(|ticket| ticket.close(requester(), moment(2)));
    assert_eq!(life.rate(&[], Grade::Good, 3).unwrap().grade, Grade::Good);
}

#[test]
fn a_ticket_that_was_solved_again_is_rated_again() {
    let mut life = Life::new();
    life.then(|ticket| ticket.resolve("nowy certyfikat", operator(), moment(1)));
    let first = life.rate(&[], Grade::Good, 2).unwrap();
    life.then(|ticket| ticket.reopen("znowu to samo", requester(), moment(3)));
    assert_eq!(
        life.rate(std::slice::from_ref(&first), Grade::Bad, 4),
        Err(Refusal::WrongStatus {
            status: Status::InProgress
        })
    );
    life.then(|ticket| ticket.resolve("wymiana karty", operator(), moment(5)));
    let second = life
        .rate(std::slice::from_ref(&first), Grade::Fair, 6)
        .unwrap();
    assert_ne!(second.solution, first.solution);
    assert_eq!(second.rated_at, moment(6).now);
}

#[test]
fn a_remark_has_its_limit_and_a_cancelled_ticket_no_rating() {
    let mut life = Life::new();
    life.then(|ticket| ticket.resolve("nowy certyfikat", operator(), moment(1)));
    let long = "x".repeat(REMARK_LIMIT + 1);
    let refused = life
        .ticket
        .rate(&life.history, &[], Grade::Good, &long, moment(2).now);
    let limit = REMARK_LIMIT;
    let fault = FieldFault::TooLong { limit };
    let field = "remark";
    assert_eq!(
        refused,
        Err(Refusal::Fields(vec![FieldError { field, fault }]))
    );
    let mut withdrawn = Life::new();
    withdrawn.then(|ticket| ticket.cancel("już nieaktualne", requester(), moment(1)));
    assert!(matches!(
        withdrawn.rate(&[], Grade::Good, 2),
        Err(Refusal::WrongStatus { .. })
    ));
}
