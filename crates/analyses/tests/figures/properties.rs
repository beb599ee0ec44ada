//! What holds for all tickets.

use analyses::{Analyses, Count, End, Ended, Period, Sums, TicketFigures};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use crate::{at, filed, unit};

const UNITS: [&str; 4] = ["IT-02-3", "IT-02-4", "IT-04-1", "IT-04-2"];

fn moments() -> impl Strategy<Value = Timestamp> {
    // Around both ends of the year 2026, in steps that hit midnights.
    (0_i64..800 * 24).prop_map(|hours| at("2025-11-20 00:00") + (hours * 3600).seconds())
}

fn tickets() -> impl Strategy<Value = TicketFigures> {
    let ways = prop::sample::select(Ended::ALL.to_vec());
    let unit_of = || prop::sample::select(UNITS.to_vec()).prop_map(unit);
    (
        moments(),
        prop::option::of((0_i64..2000, ways)),
        unit_of(),
        prop::option::of(unit_of()),
        (0_u16..4, 0_u16..4, 0_u16..2),
        prop::option::of(moments()),
        any::<(bool, bool)>(),
    )
        .prop_map(
            |(registered_at, end, unit, first, counts, breach, promised)| {
                let mut ticket = filed(registered_at);
                ticket.unit = unit;
                ticket.first_target = first;
                (ticket.escalations, ticket.returns, ticket.reopenings) = counts;
                ticket.end = end.map(|(hours, how)| End {
                    at: registered_at + (hours * 3600).seconds(),
                    how,
                });
                ticket.solution.met_at = ticket.end.map(|end| end.at);
                ticket.solution.breached_at = breach;
                (ticket.answer.promised, ticket.solution.promised) = promised;
                ticket
            },
        )
}

fn figures(period: Period, tickets: &[TicketFigures]) -> Analyses {
    let mut count = Count::new(period, at("2030-01-01 00:00"));
    for ticket in tickets {
        count.add(ticket);
    }
    count.finish()
}

proptest! {
    #[test]
    fn units_add_up_to_the_whole(tickets in prop::collection::vec(tickets(), 0..60)) {
        let year = Period::year(at("2026-06-01 00:00").to_zoned(jiff::tz::TimeZone::UTC).date());
        let found = figures(year, &tickets);
        let mut sum = Sums::default();
        found.units.iter().for_each(|unit| sum += unit.sums);
        prop_assert_eq!(sum, found.total);
        let course = found.course.iter();
        prop_assert_eq!(course.clone().map(|piece| piece.registered).sum::<i64>(), found.total.registered);
        let ended = found.total.solved + found.total.cancelled + found.total.merged;
        prop_assert_eq!(course.clone().map(|piece| piece.ended).sum::<i64>(), ended);
        prop_assert_eq!(found.course[11].open, found.total.open);
        let ages = found.ages;
        let by_age = ages.under_1_day + ages.under_3_days + ages.under_7_days + ages.under_30_days + ages.older;
        prop_assert_eq!(by_age, found.total.open);
    }

    #[test]
    fn parts_of_a_period_add_up_to_it(
        tickets in prop::collection::vec(tickets(), 0..60),
        cut in 0_i64..364,
    ) {
        let first = jiff::civil::date(2026, 1, 1);
        let last = jiff::civil::date(2026, 12, 31);
        let middle = first + cut.days();
        let whole = figures(Period::new(first, last).unwrap(), &tickets);
        let before = figures(Period::new(first, middle).unwrap(), &tickets);
        let after = figures(Period::new(middle + 1.day(), last).unwrap(), &tickets);
        // What is open is asked of one moment, and is that of the later part.
        let mut flows = before.total;
        (flows.open, flows.late, flows.critical) = (0, 0, 0);
        flows += after.total;
        prop_assert_eq!(flows, whole.total);
        prop_assert_eq!(before.total.open, after.open_before);
        prop_assert_eq!(before.without_duty + after.without_duty, whole.without_duty);
        let wrong = |found: &Analyses| found.misrouted.iter().map(|pair| pair.tickets).sum::<i64>();
        prop_assert_eq!(wrong(&before) + wrong(&after), wrong(&whole));
    }

    #[test]
    fn what_lies_outside_adds_nothing(tickets in prop::collection::vec(tickets(), 0..60)) {
        let may = Period::month(jiff::civil::date(2026, 5, 1));
        let inside = tickets.iter().filter(|ticket| {
            ticket.registered_at < may.to() && ticket.end.is_none_or(|end| end.at >= may.from())
        });
        let inside: Vec<TicketFigures> = inside.cloned().collect();
        prop_assert_eq!(figures(may, &inside), figures(may, &tickets));
    }
}
