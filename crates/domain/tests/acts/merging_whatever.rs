//! What holds for duplicates whatever people do with several tickets, in whatever order.

use std::collections::HashSet;

use domain::*;
use proptest::prelude::*;

use crate::merging::{moments, ticket};
use crate::*;

const TICKETS: usize = 5;
/// Two of the requesters are one person.
const ADDRESSES: [&str; TICKETS] = [
    "anna@example.org",
    "jan@example.org",
    "ewa@example.org",
    "Anna@example.org",
    "adam@example.org",
];

#[derive(Clone, Copy, Debug)]
enum What {
    Merge(usize),
    PartByStaff,
    PartByRequester,
    Say,
    Note,
    Answer,
    Claim,
    Escalate,
    Accept,
    Pause,
    Resolve,
    Reopen,
    Close,
    Cancel,
}

fn tries() -> impl Strategy<Value = Vec<(usize, What)>> {
    let what = prop_oneof![
        6 => (0..TICKETS).prop_map(What::Merge),
        2 => Just(What::PartByStaff),
        2 => Just(What::PartByRequester),
        3 => Just(What::Say),
        1 => Just(What::Note),
        2 => Just(What::Answer),
        1 => Just(What::Claim),
        1 => Just(What::Escalate),
        1 => Just(What::Accept),
        1 => Just(What::Pause),
        2 => Just(What::Resolve),
        1 => Just(What::Reopen),
        1 => Just(What::Close),
        1 => Just(What::Cancel),
    ];
    prop::collection::vec((0..TICKETS, what), 0..40)
}

struct World {
    tickets: Vec<Ticket>,
    histories: Vec<Vec<Event>>,
    /// Everything that requesters wrote, with the ticket in which they did.
    said: Vec<(usize, String)>,
}

impl World {
    fn new() -> Self {
        let filed: Vec<Change> = (1..)
            .zip(ADDRESSES)
            .map(|(number, address)| ticket(number, address))
            .collect();
        Self {
            tickets: filed.iter().map(|one| one.ticket.clone()).collect(),
            histories: filed.iter().map(|one| vec![one.event.clone()]).collect(),
            said: Vec::new(),
        }
    }

    fn place(&self, id: TicketId) -> usize {
        self.tickets.iter().position(|one| one.id == id).unwrap()
    }

    fn main_of(&self, at: usize) -> usize {
        let into = self.tickets[at].merging.into;
        into.map_or((at + 1) % TICKETS, |into| self.place(into.ticket))
    }

    fn write(&mut self, change: Change) {
        let at = self.place(change.ticket.id);
        assert_eq!(change.before, Some(self.tickets[at].version));
        self.tickets[at] = change.ticket;
        self.histories[at].push(change.event);
    }

    fn attempt(&mut self, at: usize, what: What, n: u32) -> Result<Vec<Letter>, Refusal> {
        let (own, main) = (&self.tickets[at], &self.tickets[self.main_of(at)]);
        let text = format!("słowo {n}");
        let (by, moment) = (operator(), moment(2 * n));
        let joint = match what {
            What::Merge(to) => {
                let bonds = [Bonds::default(); 2];
                own.merge_into(&self.tickets[to], bonds, &text, by, moments(n))?
            }
            What::PartByStaff => own.part_from(main, &text, by, moments(n))?,
            What::PartByRequester => own.part_from(main, &text, requester(), moments(n))?,
            What::Say => own.say_in(main, &text, requester(), moments(n))?,
            _ => {
                let change = one_ticket(own, what, &text, moment)?;
                let letters = change.letters.clone();
                self.write(change);
                return Ok(letters);
            }
        };
        if matches!(what, What::Say | What::PartByRequester) {
            self.said.push((at, text));
        }
        let letters = [&joint.duplicate, &joint.main].map(|change| change.letters.clone());
        self.write(joint.duplicate);
        self.write(joint.main);
        Ok(letters.concat())
    }

    fn address(&self, at: usize, to: &Recipient) -> Option<String> {
        let ticket = match to {
            Recipient::Requester => &self.tickets[at],
            Recipient::RequesterOf(id) => &self.tickets[self.place(*id)],
            _ => return None,
        };
        Some(ticket.requester.email.to_lowercase())
    }
}

fn one_ticket(own: &Ticket, what: What, text: &str, moment: Moment) -> Result<Change, Refusal> {
    let by = operator();
    match what {
        What::Note => own.note(Visibility::Internal, text, by, moment),
        What::Answer => own.note(Visibility::Public, text, by, moment),
        What::Claim => own.claim(by, moment),
        What::Escalate => {
            let to = desk().second_line_unit(&unit("IT-04-1"))?;
            own.escalate(
                &to,
                duty("§14 pkt 1 lit. l"),
                comment(),
                &desk(),
                by,
                moment,
            )
        }
        What::Accept => own.accept(by, moment),
        What::Pause => own.pause(WaitingFor::Requester, None, text, by, moment),
        What::Resolve => own.resolve(text, by, moment),
        What::Reopen => own.reopen(text, by, moment),
        What::Close => own.close(by, moment),
        _ => own.cancel(text, by, moment),
    }
}

proptest! {
    #[test]
    fn attack_36_no_requester_no_word_is_lost_and_duplicates_go_round_in_no_circle(tries in tries()) {
        let mut world = World::new();
        for (n, (at, what)) in (1..).zip(tries) {
            let before = world.tickets.clone();
            let Ok(letters) = world.attempt(at, what, n) else {
                prop_assert_eq!(&before, &world.tickets, "a refusal changes nothing");
                continue;
            };
            // Each address gets one letter, and everybody who asked for the ticket gets it.
            let addresses: Vec<String> = letters.iter().filter_map(|letter| world.address(at, &letter.to)).collect();
            let distinct: HashSet<&String> = addresses.iter().collect();
            prop_assert_eq!(addresses.len(), distinct.len());
            if matches!(what, What::Answer | What::Pause | What::Resolve) {
                for one in &world.tickets {
                    if one.id == world.tickets[at].id || one.merging.into.is_some_and(|into| into.ticket == world.tickets[at].id) {
                        prop_assert!(distinct.contains(&one.requester.email.to_lowercase()));
                    }
                }
            }
            for (at, ticket) in world.tickets.iter().enumerate() {
                prop_assert_eq!(&replay(&world.histories[at]).unwrap(), ticket);
                prop_assert_eq!(ticket.status == Status::Merged, ticket.merging.into.is_some());
                prop_assert_eq!(ticket.status.is_final(), ticket.finished_at.is_some());
                // Both know of each other, and nothing goes on further than one step.
                if let Some(into) = ticket.merging.into {
                    let main = &world.tickets[world.place(into.ticket)];
                    prop_assert!(ticket.merging.absorbed.is_empty());
                    prop_assert!(main.merging.into.is_none());
                    prop_assert_eq!(main.merging.absorbed.iter().filter(|one| one.ticket == ticket.id).count(), 1);
                }
                for one in &ticket.merging.absorbed {
                    let duplicate = &world.tickets[world.place(one.ticket)];
                    prop_assert_eq!(duplicate.merging.into.map(|into| into.ticket), Some(ticket.id));
                }
            }
        }
        // What a requester wrote stands in the history of their own ticket, for ever.
        for (at, text) in &world.said {
            let stands = world.histories[*at].iter().any(|event| match &event.act {
                Act::Noted { text: said, .. } | Act::Parted { reason: said, .. } => said == text,
                _ => false,
            });
            prop_assert!(stands, "{}", text);
        }
    }
}
