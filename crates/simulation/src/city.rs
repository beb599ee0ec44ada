//! Who lives in the simulated office: units with their people, and requesters.

use std::collections::HashMap;

use domain::chain::Letters;
use domain::{Author, Desk, Requester, Role, UserId};
use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use store::accounts::{self, Account};
use store::{Conn, Store, wishes};

use crate::Fault;
use crate::random::Dice;

/// Everybody.
pub(crate) struct City {
    pub(crate) units: Vec<Unit>,
    pub(crate) requesters: Vec<Requester>,
    /// Decides between units.
    pub(crate) arbiter: Author,
    /// Who wants letters about clocks once a day, and at which hour.
    pub(crate) hours: HashMap<UserId, i8>,
    /// Where a security incident goes, and under which duty.
    pub(crate) incident: Option<(UnitCode, Reference)>,
    /// Who serves sessions, meetings and trainings, and under which duty.
    pub(crate) occasion: Option<(UnitCode, Reference)>,
}

/// A unit.
pub(crate) struct Unit {
    pub(crate) code: UnitCode,
    pub(crate) people: Vec<Author>,
    pub(crate) duties: Vec<Reference>,
}

const OPERATORS: usize = 8;
const PEOPLE_OF_A_UNIT: usize = 3;
const REQUESTERS: usize = 400;
/// One in each unit wants letters at this hour.
const HOUR: i8 = 11;

const FIRST_NAMES: [&str; 12] = [
    "Anna", "Jan", "Ewa", "Piotr", "Zofia", "Adam", "Maria", "Paweł", "Irena", "Tomasz", "Olga",
    "Marek",
];
const LAST_NAMES: [&str; 12] = [
    "Lis", "Wrona", "Sowa", "Zając", "Dąb", "Kos", "Szpak", "Bóbr", "Żuraw", "Kruk", "Jeż", "Łoś",
];

impl City {
    /// Makes everybody's account.
    pub(crate) async fn settle(
        store: &Store,
        desk: &Desk,
        incidents: &[Reference],
        dice: &mut Dice,
        now: Timestamp,
        fault: Fault,
    ) -> store::Result<Self> {
        let mut tx = store.write().await?;
        let mut registry = Registry {
            now,
            dice,
            count: 0,
        };
        let mut units = Vec::new();
        let mut hours = HashMap::new();
        for unit in desk.ordinance().units() {
            let duties = desk.ordinance().duties();
            let duties: Vec<Reference> = duties
                .filter(|duty| duty.unit.as_ref() == Some(&unit.code))
                .map(|duty| duty.reference)
                .collect();
            let first_line = unit.code == *desk.first_line();
            let many = if first_line {
                OPERATORS
            } else {
                PEOPLE_OF_A_UNIT
            };
            let mut people = Vec::new();
            for nth in 0..many {
                let role = if first_line {
                    Role::FirstLine
                } else {
                    Role::Unit(unit.code.clone())
                };
                let account = registry.add(&mut tx, role).await?;
                if nth == 1 {
                    hours.insert(account.id, HOUR);
                    if fault != Fault::ForgetsHours {
                        wishes::set(&mut tx, account.id, Some(Letters::At(HOUR))).await?;
                    }
                }
                people.push(account.person().author(desk.first_line()));
            }
            units.push(Unit {
                code: unit.code.clone(),
                people,
                duties,
            });
        }
        let arbiter = registry.add(&mut tx, Role::Administrator).await?;
        let mut requesters = Vec::new();
        for _ in 0..REQUESTERS {
            let account = registry.add(&mut tx, Role::Requester).await?;
            requesters.push(Requester {
                account: Some(account.id),
                name: account.name,
                email: account.email,
                ..Requester::default()
            });
        }
        tx.commit().await?;
        let of_unit = |duty: &Reference| {
            let unit = desk.ordinance().provision(duty)?.unit.clone()?;
            Some((unit, *duty))
        };
        Ok(Self {
            units,
            requesters,
            hours,
            arbiter: arbiter.person().author(desk.first_line()),
            incident: incidents.iter().find_map(of_unit),
            occasion: desk.occasions().iter().find_map(of_unit),
        })
    }

    /// The unit of this code.
    pub(crate) fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == *code)
    }

    /// Who acts for a unit.
    pub(crate) fn somebody(&self, code: &UnitCode, dice: &mut Dice) -> Option<Author> {
        dice.pick(&self.unit(code)?.people).cloned()
    }

    /// A unit other than `not`, with a duty of it.
    pub(crate) fn another(
        &self,
        not: &UnitCode,
        among: &[UnitCode],
        dice: &mut Dice,
    ) -> Option<(UnitCode, Reference)> {
        let fits = |unit: &&Unit| {
            unit.code != *not
                && !unit.duties.is_empty()
                && (among.is_empty() || among.contains(&unit.code))
        };
        let fitting: Vec<&Unit> = self.units.iter().filter(fits).collect();
        let unit = dice.pick(&fitting)?;
        // A security incident is no accident: it has a way of its own.
        let duties: Vec<Reference> = unit
            .duties
            .iter()
            .copied()
            .filter(|duty| self.incident.as_ref().is_none_or(|(_, of)| of != duty))
            .collect();
        Some((unit.code.clone(), *dice.pick(&duties)?))
    }
}

struct Registry<'a> {
    now: Timestamp,
    dice: &'a mut Dice,
    count: usize,
}

impl Registry<'_> {
    async fn add(&mut self, tx: &mut Conn, role: Role) -> store::Result<Account> {
        let n = self.count;
        self.count += 1;
        let first = FIRST_NAMES[n % FIRST_NAMES.len()];
        let last = LAST_NAMES[n / FIRST_NAMES.len() % LAST_NAMES.len()];
        let account = Account {
            id: UserId(self.dice.id(self.now.as_second())),
            login: format!("osoba{n}"),
            name: format!("{first} {last}"),
            email: format!("osoba{n}@um.example"),
            role,
            department: String::new(),
            room: String::new(),
            phone: String::new(),
            password_hash: None,
            disabled: false,
            created_at: self.now,
        };
        accounts::insert(tx, &account).await?;
        Ok(account)
    }
}
