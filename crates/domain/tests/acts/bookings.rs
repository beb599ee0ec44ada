//! Bookings of council sessions, meetings and trainings.

use domain::calendar::Calendar;
use domain::*;
use jiff::Timestamp;
use proptest::prelude::*;

use crate::*;

/// Thursday 28 May 2026, 22:26 in Kraków: the office is closed.
fn now() -> Timestamp {
    moment(0).now
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn wanted<'a>(from: &str, to: &str) -> Wanted<'a> {
    Wanted {
        duty: duty("§15 pkt 6"),
        place: "Sala  Obrad",
        from: at(from),
        to: at(to),
        crew: "Ewa Lis\n\n ewa  Lis\nJan Bąk\nEwa Lis",
        equipment: "rzutnik 3",
        setup_minutes: 90,
    }
}

fn session() -> Booking {
    let wanted = wanted("2026-06-03T08:00:00Z", "2026-06-03T14:00:00Z");
    Booking::plan(&wanted, &Calendar::built_in(), now()).unwrap()
}

/// A ticket on which the unit of § 15 works.
fn worked_on() -> Ticket {
    let there = filed()
        .ticket
        .transfer(
            &unit("IT-04-2"),
            "sesja",
            duty("§15 pkt 6"),
            &desk(),
            operator(),
            moment(1),
        )
        .unwrap();
    let taken = there.ticket.accept(member("IT-04-2"), moment(2)).unwrap();
    taken.ticket
}

fn book(ticket: &Ticket, booking: Booking, others: &[Booking]) -> Result<Change, Refusal> {
    let number = TicketNumber::new(2026, 9).unwrap();
    let others = others.iter().map(|other| (number, other));
    ticket.book(
        booking,
        others,
        Overlap::Ask,
        &desk(),
        member("IT-04-2"),
        moment(3),
    )
}

fn after(n: i64) -> Moment {
    let begin = session().from.as_second();
    Moment {
        now: Timestamp::from_second(begin + n).unwrap(),
        ..moment(9)
    }
}

#[test]
fn the_duties_of_serving_occasions_are_in_the_ordinance() {
    assert_eq!(desk().occasions(), [duty("§15 pkt 6"), duty("§15 pkt 7")]);
    assert_eq!(desk().occasions_of(&unit("IT-02-3")), []);
}

#[test]
fn what_is_typed_is_cleaned_and_setting_up_counted_back_in_office_time() {
    let booking = session();
    assert_eq!(booking.place, "Sala Obrad");
    assert_eq!(booking.crew, ["Ewa Lis", "ewa Lis", "Jan Bąk"]);
    let calendar = Calendar::built_in();
    assert_eq!(
        calendar.working_seconds(booking.setup_at, booking.from),
        90 * 60
    );
    // A training early on Monday is set up on Friday.
    let early = wanted("2026-06-08T04:00:00Z", "2026-06-08T10:00:00Z");
    let early = Booking::plan(&early, &calendar, now()).unwrap();
    assert_eq!(calendar.date(early.setup_at).to_string(), "2026-06-05");
    assert_eq!(
        calendar.working_seconds(early.setup_at, early.from),
        90 * 60
    );
}

#[test]
fn everything_wrong_is_said_at_once() {
    let plan = |wanted| Booking::plan(&wanted, &Calendar::built_in(), now()).unwrap_err();
    let wrong = Wanted {
        place: " ",
        setup_minutes: MOST_SETUP_MINUTES + 1,
        ..wanted("2026-05-01T08:00:00Z", "2026-05-01T08:00:00Z")
    };
    let Refusal::Fields(faults) = plan(wrong) else {
        panic!("not about fields")
    };
    let named: Vec<_> = faults
        .iter()
        .map(|fault| (fault.field, fault.fault))
        .collect();
    assert_eq!(
        named,
        [
            ("place", FieldFault::Missing),
            ("from", FieldFault::NotWithinAYear),
            ("to", FieldFault::NotAPeriod),
            ("setup_minutes", FieldFault::UnknownValue),
        ]
    );
    let endless = wanted("2026-06-03T08:00:00Z", "2026-08-03T08:00:00Z");
    assert!(matches!(plan(endless), Refusal::Fields(faults) if faults[0].field == "to"));
}

#[test]
fn only_the_unit_whose_duty_it_is_books_and_only_what_it_works_on() {
    let no_occasion = |code: &str| Err(Refusal::NoOccasion { unit: unit(code) });
    assert_eq!(
        book(&filed().ticket, session(), &[]),
        no_occasion("IT-02-3")
    );
    let other = Booking {
        duty: duty("§15 pkt 8"),
        ..session()
    };
    assert_eq!(book(&worked_on(), other, &[]), no_occasion("IT-04-2"));
    let solved = worked_on()
        .resolve("jest", member("IT-04-2"), moment(3))
        .unwrap();
    assert!(matches!(
        book(&solved.ticket, session(), &[]),
        Err(Refusal::WrongStatus { .. })
    ));
}

#[test]
fn a_booked_ticket_waits_until_it_is_over_and_the_requester_is_told() {
    let booked = book(&worked_on(), session(), &[]).unwrap();
    let letters: Vec<_> = booked
        .letters
        .iter()
        .map(|one| (one.kind, &one.to))
        .collect();
    assert_eq!(letters, [(LetterKind::Booking, &Recipient::Requester)]);
    assert!(!booked.event.is_internal());
    let ticket = booked.ticket;
    assert!(ticket.waits_at(session().from) && !ticket.waits_at(session().to));
}

#[test]
fn what_is_taken_is_named_and_booked_all_the_same_only_when_confirmed() {
    let other = Booking {
        place: "sala obrad".to_owned(),
        crew: vec!["EWA LIS".to_owned()],
        ..session()
    };
    let Err(Refusal::Taken(clashes)) = book(&worked_on(), session(), std::slice::from_ref(&other))
    else {
        panic!("booked twice")
    };
    let named: Vec<_> = clashes
        .iter()
        .map(|one| (one.what, one.name.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            (Resource::Place, "Sala Obrad"),
            (Resource::Crew, "Ewa Lis"),
            (Resource::Crew, "ewa Lis"),
            (Resource::Equipment, "rzutnik 3"),
        ]
    );
    let number = TicketNumber::new(2026, 9).unwrap();
    let confirmed = worked_on()
        .book(
            session(),
            [(number, &other)],
            Overlap::Confirmed,
            &desk(),
            member("IT-04-2"),
            moment(3),
        )
        .unwrap();
    assert!(matches!(confirmed.event.act, Act::Booked(booking) if booking.despite == clashes));
    // Setting up takes the room as well; one that begins when another is over does not.
    let mut before = other.clone();
    before.to = session().setup_at;
    assert!(book(&worked_on(), session(), &[before.clone()]).is_ok());
    before.to = session().from;
    assert!(book(&worked_on(), session(), &[before]).is_err());
}

#[test]
fn booking_again_changes_the_booking_and_its_name_in_calendars_stays() {
    let first = book(&worked_on(), session(), &[]).unwrap();
    let later = Booking {
        place: "Sala Lea".to_owned(),
        ..session()
    };
    let second = book(&first.ticket, later, &[]).unwrap();
    let (id, number) = (first.ticket.id, first.event.sequence);
    let history = [first.event, second.event];
    let all = bookings(&history);
    assert_eq!((all.len(), all[0].revision, all[0].number), (1, 1, number));
    assert_eq!(all[0].booking.place, "Sala Lea");
    assert_eq!(all[0].uid(id), bookings(&history[..1])[0].uid(id));
}

#[test]
fn a_booking_is_called_off_before_it_begins_and_carried_out_or_not_after() {
    let booked = book(&worked_on(), session(), &[]).unwrap();
    let standing = bookings(std::slice::from_ref(&booked.event)).pop();
    let end = |how, note: &str, when| {
        booked
            .ticket
            .end_booking(standing.as_ref(), how, note, member("IT-04-2"), when)
    };
    for how in [BookingState::CarriedOut, BookingState::NotCarriedOut] {
        assert_eq!(end(how, "x", after(-1)), Err(Refusal::BookingAhead));
    }
    assert_eq!(
        end(BookingState::Cancelled, "x", after(0)),
        Err(Refusal::BookingBegun)
    );
    assert!(matches!(
        end(BookingState::Planned, "x", after(0)),
        Err(Refusal::Fields(_))
    ));
    assert!(matches!(
        end(BookingState::NotCarriedOut, "", after(0)),
        Err(Refusal::Fields(_))
    ));
    let off = end(BookingState::Cancelled, "sesja odwołana", after(-1)).unwrap();
    assert_eq!(off.letters[0].kind, LetterKind::Booking);
    assert!(!off.ticket.waits_at(after(0).now));
    let done = end(BookingState::CarriedOut, "", after(0)).unwrap();
    assert_eq!(done.letters, []);
    let ended = bookings(&[booked.event.clone(), done.event]);
    assert_eq!(
        (ended[0].state, ended[0].revision),
        (BookingState::CarriedOut, 1)
    );
    assert!(!ended[0].awaits_a_word(after(1_000_000).now));
    assert!(
        standing
            .as_ref()
            .unwrap()
            .awaits_a_word(after(1_000_000).now)
    );
    assert_eq!(
        done.ticket.end_booking(
            ended.last(),
            BookingState::CarriedOut,
            "",
            member("IT-04-2"),
            after(1)
        ),
        Err(Refusal::NoBooking)
    );
}

#[test]
fn whoever_ends_the_ticket_ends_its_booking() {
    let booked = book(&worked_on(), session(), &[]).unwrap();
    let ended = |when: Moment, solved: bool| {
        let change = if solved {
            booked
                .ticket
                .resolve("jest", member("IT-04-2"), when)
                .unwrap()
        } else {
            booked
                .ticket
                .cancel("odwołano", member("IT-04-2"), when)
                .unwrap()
        };
        bookings(&[booked.event.clone(), change.event])[0].state
    };
    assert_eq!(ended(after(-1), true), BookingState::Cancelled);
    assert_eq!(ended(after(-1), false), BookingState::Cancelled);
    assert_eq!(ended(after(0), true), BookingState::CarriedOut);
    assert_eq!(ended(after(0), false), BookingState::NotCarriedOut);
}

proptest! {
    #[test]
    fn as_much_office_time_is_left_as_was_counted_back(
        to in 1_700_000_000_i64..1_900_000_000,
        seconds in 0_i64..400_000,
    ) {
        let calendar = Calendar::built_in();
        let to = Timestamp::from_second(to).unwrap();
        let from = calendar.sub_working(to, seconds);
        prop_assert!(from <= to);
        prop_assert_eq!(calendar.working_seconds(from, to), seconds);
        // One second later there is less, unless nothing was counted back.
        if seconds > 0 {
            let later = Timestamp::from_second(from.as_second() + 1).unwrap();
            prop_assert!(calendar.working_seconds(later, to) < seconds);
        }
    }
}
