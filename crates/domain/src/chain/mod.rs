//! Superiors: who stands above a unit on a given day, and who decides between two.
//!
//! Posts and their order come from the ordinance (§ 1 ust. 4–7 of ordinance 1756/2022); who holds a
//! post, who is away and who stands in, and the dated exceptions of § 17, come from
//! `config/people.toml`. Everything that could fail on some day is tried when the file is read, so
//! that a chain always has somebody in it.

mod checks;
mod file;

use std::collections::BTreeMap;

use jiff::civil::Date;
use ordinance::{Post, UnitCode};

use crate::{Desk, SettingsError};

/// The people above the units.
#[derive(Clone, Debug)]
pub struct Superiors {
    officials: Vec<Official>,
    absences: Vec<Absence>,
    overrides: Vec<Override>,
    /// By the ordinance.
    units: BTreeMap<UnitCode, Post>,
}

/// A person who holds a post, or stands in for one who does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Official {
    /// The short name by which the file speaks of them.
    pub id: String,
    /// Name as colleagues know it.
    pub name: String,
    /// The person's own address.
    pub email: String,
    /// The posts they hold, perhaps none.
    pub posts: Vec<Post>,
    /// When they want to be told of clocks.
    pub letters: Letters,
}

/// When somebody wants letters about clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letters {
    /// When there is something to tell.
    #[default]
    AtOnce,
    /// Together, when the office opens on the next working day. Security incidents at once all the same.
    Morning,
    /// Together, once a day at this hour in Kraków, 0–23, on the next day on which the office is open
    /// then. Chosen by people themselves, not in the file.
    #[serde(skip)]
    At(i8),
}

/// A superior on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Superior<'a> {
    /// The post.
    pub post: Post,
    /// Who acts in it on that day.
    pub person: &'a Official,
    /// Whose place they take, when the holder of the post is away.
    pub stands_in_for: Option<&'a Official>,
}

/// Days on which somebody is away.
#[derive(Clone, Debug)]
struct Absence {
    line: usize,
    person: usize,
    from: Date,
    to: Date,
    substitute: Option<usize>,
}

/// Who reports to another superior than the ordinance says, for some time (§ 17).
#[derive(Clone, Debug)]
struct Override {
    line: usize,
    whom: Subordinate,
    superior: Post,
    from: Date,
    to: Date,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Subordinate {
    Unit(UnitCode),
    Post(Post),
}

impl Superiors {
    /// Reads `people.toml`; units and posts must be in the ordinance.
    ///
    /// # Errors
    /// [`SettingsError`] with the line: not the expected form, an unknown unit, post or person, a
    /// post without a person or with two, an address that is none, absences or exceptions that
    /// overlap (both lines named) or run backwards, a circle of superiors or substitutes, a unit
    /// that on some day has nobody above it.
    pub fn parse(text: &str, desk: &Desk) -> Result<Self, SettingsError> {
        file::read(text, desk)
    }

    /// The sample people that ship with the program.
    ///
    /// # Panics
    /// Never: the file is part of the program and a test reads it with the built-in ordinance.
    #[expect(clippy::expect_used, reason = "the built-in file is checked by a test")]
    pub fn built_in() -> Self {
        let desk = Desk::new(ordinance::Ordinance::built_in().clone().into());
        Self::parse(include_str!("../../../../config/people.toml"), &desk)
            .expect("the built-in people are valid")
    }

    /// The people above a unit on a day, the nearest first, each once. Somebody who is away is
    /// replaced by the substitute, or left out when there is none. Empty only for a unit that the
    /// ordinance does not have.
    pub fn chain_for(&self, unit: &UnitCode, date: Date) -> Vec<Superior<'_>> {
        let mut chain: Vec<Superior<'_>> = Vec::new();
        for post in self.posts_above(unit, date) {
            if let Some(superior) = self.in_post(post, date)
                && chain.iter().all(|lower| lower.person != superior.person)
            {
                chain.push(superior);
            }
        }
        chain
    }

    /// The superior of this level, 1 the nearest; the highest when there are fewer levels. `None`
    /// only for a unit that the ordinance does not have.
    pub fn superior(&self, unit: &UnitCode, level: usize, date: Date) -> Option<Superior<'_>> {
        let chain = self.chain_for(unit, date);
        let at = level.max(1).min(chain.len()).checked_sub(1)?;
        chain.get(at).copied()
    }

    /// Who decides between two units on a day: the lowest superior of both, or when nobody acts in
    /// that post, the next above. `None` only when the ordinance does not have one of the units.
    pub fn arbiter(&self, one: &UnitCode, other: &UnitCode, date: Date) -> Option<Superior<'_>> {
        let others = self.posts_above(other, date);
        self.posts_above(one, date)
            .into_iter()
            .filter(|post| others.contains(post))
            .find_map(|post| self.in_post(post, date))
    }

    /// When the person with this address wants letters about clocks, also when they hold no post.
    pub fn letters_of(&self, email: &str) -> Letters {
        self.officials
            .iter()
            .find(|official| official.email.eq_ignore_ascii_case(email.trim()))
            .map_or(Letters::AtOnce, |official| official.letters)
    }

    /// Everybody the file names.
    pub fn officials(&self) -> &[Official] {
        &self.officials
    }

    /// The posts above a unit, the nearest first.
    fn posts_above(&self, unit: &UnitCode, date: Date) -> Vec<Post> {
        let Some(ordinary) = self.units.get(unit) else {
            return Vec::new();
        };
        let mut posts = Vec::with_capacity(2);
        let mut next = Some(
            self.exception(&Subordinate::Unit(unit.clone()), date)
                .map_or(*ordinary, |exception| exception.superior),
        );
        while let Some(post) = next {
            if posts.contains(&post) {
                break;
            }
            posts.push(post);
            next = self.above(post, date);
        }
        posts
    }

    fn above(&self, post: Post, date: Date) -> Option<Post> {
        match self.exception(&Subordinate::Post(post), date) {
            Some(exception) => Some(exception.superior),
            None => (post != Post::Director).then_some(Post::Director),
        }
    }

    fn exception(&self, whom: &Subordinate, date: Date) -> Option<&Override> {
        self.overrides
            .iter()
            .find(|exception| exception.whom == *whom && exception.covers(date))
    }

    /// Who acts in a post; nobody when the holder is away and nobody stands in.
    fn in_post(&self, post: Post, date: Date) -> Option<Superior<'_>> {
        let holder = self
            .officials
            .iter()
            .position(|official| official.posts.contains(&post))?;
        let mut acting = holder;
        // Nobody is asked twice; a circle is refused when the file is read.
        for _ in 0..=self.officials.len() {
            let Some(absence) = self.absence(acting, date) else {
                let person = &self.officials[acting];
                return Some(Superior {
                    post,
                    person,
                    stands_in_for: (acting != holder).then(|| &self.officials[holder]),
                });
            };
            acting = absence.substitute?;
        }
        None
    }

    fn absence(&self, person: usize, date: Date) -> Option<&Absence> {
        self.absences
            .iter()
            .find(|absence| absence.person == person && absence.covers(date))
    }
}

impl Absence {
    fn covers(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

impl Override {
    fn covers(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}
