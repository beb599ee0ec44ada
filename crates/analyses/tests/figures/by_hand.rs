//! One October, counted by hand.

use analyses::{Ages, Analyses, Count, End, Ended, Kept, Misrouted, Sums, TicketFigures, Times};

use crate::{at, filed, october, solved, unit};

/// Ten tickets. Nine of them were filed before the end of October, seven in it.
fn tickets() -> Vec<TicketFigures> {
    // 1: first contact, in time.
    let first = solved("2026-10-01 08:00", "2026-10-01 09:00", 1);
    // 2: by the first line, but something was asked back; first answer late.
    let mut second = solved("2026-10-02 08:00", "2026-10-06 09:00", 4);
    second.questions = 1;
    second.answer.breached_at = Some(at("2026-10-02 10:00"));
    // 3: escalated and solved there; late.
    let mut third = solved("2026-10-05 08:00", "2026-10-09 09:00", 30);
    third.first_target = Some(unit("IT-04-1"));
    third.unit = unit("IT-04-1");
    third.duty = "§14 pkt 1 lit. l".parse().ok();
    third.escalations = 1;
    third.solution.breached_at = Some(at("2026-10-08 09:00"));
    // 4: transferred to the wrong unit, returned, transferred on; opened again once.
    let mut fourth = solved("2026-10-05 08:00", "2026-10-30 09:00", 12);
    fourth.first_target = Some(unit("IT-04-1"));
    fourth.unit = unit("IT-04-2");
    fourth.duty = "§15 pkt 8".parse().ok();
    fourth.transfers = 2;
    fourth.returns = 1;
    fourth.reopenings = 1;
    // 5: cancelled in October. 6: joined with another.
    let mut fifth = filed(at("2026-10-07 08:00"));
    fifth.end = Some(End {
        at: at("2026-10-07 09:00"),
        how: Ended::Cancelled,
    });
    let mut sixth = filed(at("2026-10-08 08:00"));
    sixth.end = Some(End {
        at: at("2026-10-08 09:00"),
        how: Ended::Merged,
    });
    // 7: filed in September, still open, late since October.
    let mut seventh = filed(at("2026-09-01 08:00"));
    seventh.solution.breached_at = Some(at("2026-10-02 08:00"));
    // 8: open at the end of October, solved in November, nothing promised.
    let mut eighth = solved("2026-10-29 08:00", "2026-11-03 08:00", 20);
    eighth.solution.promised = false;
    // 9: filed in September, solved in October, with nothing promised.
    let mut ninth = solved("2026-09-30 08:00", "2026-10-01 00:00", 2);
    ninth.answer.promised = false;
    ninth.solution.promised = false;
    // 10: filed in November.
    let tenth = filed(at("2026-11-01 00:00"));
    vec![
        first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth,
    ]
}

fn counted(now: &str) -> Analyses {
    let mut count = Count::new(october(), at(now));
    for ticket in &tickets() {
        count.add(ticket);
    }
    count.finish()
}

#[test]
fn a_month_that_is_over() {
    let found = counted("2026-11-26 12:00");
    assert_eq!(found.counted_at, at("2026-11-01 00:00"));
    assert_eq!(
        found.total,
        Sums {
            registered: 7,
            // 1, 2, 3, 4, 9
            solved: 5,
            answer: Kept { kept: 3, of: 4 },
            solution: Kept { kept: 3, of: 4 },
            both: Kept { kept: 2, of: 4 },
            not_handed_over: 3,
            // 1 and 9
            first_contact: 2,
            handed_over: 2,
            escalations: 1,
            transfers: 2,
            returns: 1,
            reopened: 1,
            misrouted: 1,
            cancelled: 1,
            merged: 1,
            // 7 and 8
            open: 2,
            late: 1,
            critical: 0,
        }
    );
    // 1, 2, 4, 12, 30 hours.
    let hours = |hours: i64| Some(hours * 3600);
    assert_eq!(
        found.times,
        Times {
            half: hours(4),
            nine_of_ten: hours(30)
        }
    );
    assert_eq!(
        found.ages,
        Ages {
            under_3_days: 1,
            older: 1,
            ..Ages::default()
        }
    );
    assert_eq!(
        found.misrouted,
        [Misrouted {
            first: unit("IT-04-1"),
            solved_by: unit("IT-04-2"),
            tickets: 1
        }]
    );
    assert_eq!(found.open_before, 2);
    let shares = [
        found.total.not_handed_over_share(),
        found.total.first_contact_share(),
        found.total.misrouted_share(),
        found.total.answer.share(),
    ];
    assert_eq!(shares, [Some(0.6), Some(0.4), Some(0.5), Some(0.75)]);
}

#[test]
fn provisions_count_what_was_filed_and_is_no_duplicate() {
    let found = counted("2026-11-26 12:00");
    let duties: Vec<(String, i64)> = (found.duties.iter())
        .map(|(duty, count)| (duty.to_string(), *count))
        .collect();
    assert_eq!(
        duties,
        [
            ("§14 pkt 1 lit. l".to_owned(), 1),
            ("§15 pkt 8".to_owned(), 1)
        ]
    );
    // 1, 2, 5, 8
    assert_eq!(found.without_duty, 4);
}

#[test]
fn the_course_leads_from_what_was_open_to_what_is() {
    let found = counted("2026-11-26 12:00");
    assert_eq!(found.course.len(), 31);
    let first = found.course[0];
    // 9 ends at the midnight that begins October, and 1 is filed and solved.
    assert_eq!((first.registered, first.ended, first.open), (1, 2, 1));
    let fifth = found.course[4];
    assert_eq!((fifth.registered, fifth.ended, fifth.open), (2, 0, 4));
    assert_eq!(found.course[30].open, found.total.open);
}

#[test]
fn a_month_that_is_not_over_is_counted_up_to_now() {
    let mut tickets = tickets();
    tickets.truncate(3);
    let mut count = Count::new(october(), at("2026-10-08 08:00"));
    for mut ticket in tickets {
        // At this moment the second and the third were not solved.
        if ticket
            .end
            .is_some_and(|end| end.at > at("2026-10-03 00:00"))
        {
            ticket.end = None;
            ticket.solution.met_at = None;
            ticket.solution.breached_at = None;
            ticket.solution.due_at = Some(at("2026-10-08 07:59"));
        }
        count.add(&ticket);
    }
    let found = count.finish();
    assert_eq!((found.total.registered, found.total.solved), (3, 1));
    assert_eq!((found.total.open, found.total.late), (2, 2));
    assert_eq!(found.course.len(), 8);
    assert_eq!(found.course[7].open, 2);
    assert_eq!((found.ages.under_7_days, found.ages.under_3_days), (2, 0));
}
