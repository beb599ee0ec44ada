//! What letters of notices say: one clock with its reckoning, or many tickets in one letter.

use std::collections::HashMap;
use std::sync::Arc;

use deadlines::Wording;
use domain::clock::{ClockKind, Clocks};
use domain::{Event, LetterKind, Recipient, Ticket, TicketId};
use mail::{Content, Reminder, Stretch, Summary, SummaryItem, SummaryOf, UnitName};
use store::jobs::Job;
use store::steps::Taken;
use store::steps::notices::{Told, What};

use crate::clockwork::Clockwork;
use crate::deliver::{Post, Unprepared};
use crate::undeliverable::Undeliverable;

/// A ticket and what had happened to it.
struct Case {
    ticket: Ticket,
    history: Arc<Vec<Event>>,
}

impl Post {
    /// What the notices of a letter tell, from what was known when each step was taken: the same
    /// words each time the letter is tried. `histories` are those of the tickets that are told of.
    pub(crate) fn told(
        &self,
        job: &Job,
        told: &[Told],
        histories: &HashMap<TicketId, Arc<Vec<Event>>>,
    ) -> Result<Content, Unprepared> {
        let clockwork = self.clockwork().ok_or(Undeliverable::WrongAct)?;
        if told.is_empty() {
            return Err(Undeliverable::WrongAct.into());
        }
        let mut cases = HashMap::new();
        for (id, history) in histories {
            let ticket = domain::replay(history).map_err(|_| Undeliverable::NoTicket)?;
            let history = history.clone();
            cases.insert(*id, Case { ticket, history });
        }
        if let [only] = told
            && let What::Step(step) = &only.what
            && let Some(case) = cases.get(&only.ticket)
        {
            return self.reminder(&clockwork, job, case, step);
        }
        Ok(Content::Summary(Box::new(
            self.summary(&clockwork, job, told, &cases)?,
        )))
    }

    fn reminder(
        &self,
        clockwork: &Clockwork,
        job: &Job,
        case: &Case,
        step: &Taken,
    ) -> Result<Content, Unprepared> {
        let ticket = &case.ticket;
        let clocks = clocks(clockwork, case, step)?;
        let report = deadlines::report(
            ticket.number,
            &clocks,
            &clockwork.calendar,
            &clockwork.targets,
            self.texts,
        );
        let mut reports = report.clocks.into_iter();
        let clock = reports
            .find(|clock| {
                clock.clock == step.clock.as_str() && clock.started_by == step.key.clock.start
            })
            .ok_or(Undeliverable::WrongAct)?;
        let line = if clock.left.is_empty() {
            clock.headline
        } else {
            format!("{} ({})", clock.headline, clock.left)
        };
        let promises = clock.promises.into_iter().map(|promise| promise.words);
        let rows = clock.rows.into_iter().map(|row| Stretch {
            from: row.from,
            to: row.to,
            words: format!("{}: {}", row.counted, row.words),
        });
        let unit = self.desk.ordinance().unit(&step.unit);
        Ok(Content::Reminder(Box::new(Reminder {
            number: ticket.number,
            subject: ticket.subject.clone(),
            priority: ticket.priority,
            unit: UnitName {
                code: step.unit.clone(),
                name: unit.map_or_else(String::new, |unit| unit.name.clone()),
            },
            to_superior: matches!(job.to, Recipient::Official(_)),
            late: step.late,
            line,
            why: promises.chain([clock.used]).collect(),
            rows: rows.collect(),
            url: self.url_of(ticket, step),
        })))
    }

    fn summary(
        &self,
        clockwork: &Clockwork,
        job: &Job,
        told: &[Told],
        cases: &HashMap<TicketId, Case>,
    ) -> Result<Summary, Unprepared> {
        let to_requester = job.to == Recipient::Requester;
        let mut items: Vec<SummaryItem> = Vec::new();
        let mut places: HashMap<TicketId, usize> = HashMap::new();
        for notice in told {
            let Some(case) = cases.get(&notice.ticket) else {
                continue;
            };
            let place = *places.entry(notice.ticket).or_insert_with(|| {
                items.push(self.item(&case.ticket, to_requester));
                items.len() - 1
            });
            if let What::Step(step) = &notice.what {
                let line = self.line(clockwork, case, step)?;
                let lines = &mut items[place].lines;
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        let path = if to_requester { "moje" } else { "kolejka" };
        Ok(Summary {
            about: about(told, to_requester),
            items,
            url: format!("{}/{path}", self.settings.public_url),
        })
    }

    /// A requester's letter carries none of the words of the ticket, and no link without a secret to
    /// those who have no account.
    fn item(&self, ticket: &Ticket, to_requester: bool) -> SummaryItem {
        let own = || format!("{}/zgloszenie/{}", self.settings.public_url, ticket.number);
        let (subject, url) = match (to_requester, ticket.requester.account) {
            (false, _) => (ticket.subject.clone(), self.desk_url(ticket)),
            (true, Some(_)) => (String::new(), own()),
            (true, None) => (String::new(), String::new()),
        };
        SummaryItem {
            number: ticket.number,
            subject,
            lines: Vec::new(),
            url,
        }
    }

    /// Where the clock of a step stood when it was taken.
    fn line(&self, clockwork: &Clockwork, case: &Case, step: &Taken) -> Result<String, Unprepared> {
        let clocks = clocks(clockwork, case, step)?;
        let say = Wording {
            texts: self.texts,
            now: clocks.now,
        };
        let clock = clocks
            .with_tasks()
            .find(|clock| clock.key == step.key.clock);
        Ok(clock.map_or_else(String::new, |clock| say.line(clock)))
    }

    /// Where what a step tells of is done: the page of the task, else of the ticket.
    fn url_of(&self, ticket: &Ticket, step: &Taken) -> String {
        let url = self.desk_url(ticket);
        match step.clock {
            ClockKind::Task => format!("{url}/zadania/{}", step.key.clock.start),
            _ => url,
        }
    }

    pub(crate) fn desk_url(&self, ticket: &Ticket) -> String {
        format!("{}/kolejka/{}", self.settings.public_url, ticket.number)
    }
}

fn clocks(clockwork: &Clockwork, case: &Case, step: &Taken) -> Result<Clocks, Unprepared> {
    clockwork
        .clocks_at(&case.history, step.fired_at)
        .map_err(|_| Undeliverable::WrongAct.into())
}

fn about(told: &[Told], to_requester: bool) -> SummaryOf {
    let kinds: Vec<LetterKind> = told
        .iter()
        .filter_map(|notice| match notice.what {
            What::Letter(kind) => Some(kind),
            What::Step(_) => None,
        })
        .collect();
    let caught_up = |notice: &Told| matches!(&notice.what, What::Step(step) if step.caught_up);
    match (kinds.first(), to_requester) {
        (Some(kind), true) => SummaryOf::OwnLetters(*kind),
        (Some(kind), false) => SummaryOf::Letters(*kind),
        (None, _) if told.iter().any(caught_up) => SummaryOf::CatchUp,
        (None, _) => SummaryOf::Steps,
    }
}
