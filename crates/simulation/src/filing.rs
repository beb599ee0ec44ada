//! Tickets are filed.

use domain::{Author, Filing, Impact, Requester, Ticket, TicketId, Urgency};
use store::{Outcome, tickets};

use crate::life::Life;
use crate::office::local_day;
use crate::people::{Live, Temper, second_within};
use crate::{SimulationError, Violation};

const SUBJECTS: [&str; 6] = [
    "Drukarka nie drukuje",
    "Nie mogę się zalogować",
    "Wolno działa sieć",
    "Prośba o dostęp",
    "Nowy monitor",
    "Błąd programu",
];

impl Life<'_> {
    /// When tickets are filed: mostly in office hours, some at any time.
    pub(crate) fn filings(&mut self, from: i64, to: i64, many: usize) -> Vec<i64> {
        let office = self.office.elapsed(to) - self.office.elapsed(from);
        let mut filings: Vec<i64> = (0..many)
            .map(|_| {
                let at = if office > 0 && self.dice.chance(900) {
                    let worked = self.dice.between(0, office - 1);
                    self.office.next_open(self.office.after(from, worked))
                } else {
                    self.dice.between(from, to - 121)
                };
                second_within(at - 60, from, &mut self.dice)
            })
            .filter(|at| *at < to)
            .collect();
        filings.sort_unstable();
        filings
    }

    /// Somebody files a ticket.
    pub(crate) async fn file(
        &mut self,
        tx: &mut store::Conn,
        at: i64,
    ) -> Result<(), SimulationError> {
        let dice = &mut self.dice;
        let year = jiff::civil::date(1970, 1, 1)
            .checked_add(jiff::Span::new().days(local_day(at)))
            .map_or(2026, jiff::civil::Date::year);
        let mut requester = dice
            .pick(&self.city.requesters)
            .cloned()
            .unwrap_or_default();
        if dice.chance(20) {
            // Not signed in: gets a secret link with each letter.
            requester = Requester {
                account: None,
                ..requester
            };
        }
        let by = Author {
            user: requester.account,
            name: requester.name.clone(),
            unit: None,
        };
        let filing = Filing {
            id: TicketId(dice.id(at)),
            number: tickets::next_number(tx, year).await?,
            subject: dice.pick(&SUBJECTS).copied().unwrap_or("Awaria"),
            body: "Od rana nie działa, proszę o pomoc.",
            requester,
            impact: dice.weighted(
                &[
                    (800, Impact::Low),
                    (160, Impact::Medium),
                    (40, Impact::High),
                ],
                Impact::Low,
            ),
            urgency: dice.weighted(
                &[
                    (500, Urgency::Low),
                    (380, Urgency::Medium),
                    (120, Urgency::High),
                ],
                Urgency::Low,
            ),
            suggestion: None,
        };
        let moment = self.moment(at);
        let change = Ticket::register(filing, &self.settings.desk, &self.matrix, by, moment)?;
        if tickets::apply(tx, &change).await? == Outcome::Stale {
            self.violations.push(Violation::of(
                change.ticket.number,
                "a new ticket was not written",
            ));
        }
        self.tally.tickets += 1;
        self.tally.acts += 1;
        let live = Box::new(Live {
            ticket: change.ticket,
            tasks: Vec::new(),
            booked: None,
            temper: self.temper(),
            next: None,
        });
        self.live.push(Some(live));
        self.plan(self.live.len() - 1, at);
        Ok(())
    }

    fn temper(&mut self) -> Temper {
        let first_line = self.settings.desk.first_line();
        match self.dice.below(1000) {
            0..8 => self
                .city
                .another(first_line, self.settings.desk.second_line(), &mut self.dice)
                .map_or(Temper::Plain, |(unit, duty)| Temper::Quarrel(unit, duty)),
            12..24 => self
                .city
                .occasion
                .clone()
                .map_or(Temper::Plain, |(unit, duty)| Temper::Occasion(unit, duty)),
            8..12 => self
                .city
                .incident
                .clone()
                .map_or(Temper::Plain, |(unit, duty)| Temper::Incident(unit, duty)),
            _ => Temper::Plain,
        }
    }
}
