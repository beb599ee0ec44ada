//! Articles of the knowledge base (§ 18 pkt 10 of the ordinance): what they say, whose they are, how they change.
//!
//! An article belongs to a unit and, if it can be said, to one of its provisions. Each change makes a version that is
//! kept whole. Somebody has to say from time to time that it still holds ([`Article::check`]).

use std::str::FromStr;

use jiff::Timestamp;
use ordinance::{Reference, UnitCode};
use serde::{Deserialize, Serialize};

use crate::text::{Faults, Need};
use crate::{ArticleId, Author, BODY_LIMIT, Desk, FieldError, FieldFault, SUBJECT_LIMIT};

/// Who may read an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Readers {
    /// Everybody, without signing in too.
    Everyone,
    /// People who work at the desk.
    Staff,
}

impl Readers {
    /// All of them, the widest first.
    pub const ALL: [Self; 2] = [Self::Everyone, Self::Staff];

    /// The name in forms, the API and the database: `everyone`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Staff => "staff",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// What an article says and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleText {
    /// One line, at most 200 characters.
    pub title: String,
    /// Markdown, at most 100,000 characters.
    pub body: String,
    /// The unit that answers for it.
    pub unit: UnitCode,
    /// Which of the unit's duties it belongs to.
    pub duty: Option<Reference>,
    /// Who may read it.
    pub readers: Readers,
}

/// An article as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// Counts changes, from 1.
    pub version: i64,
    /// What it says.
    pub text: ArticleText,
    /// Put away: found by nobody but those who may change it.
    pub archived: bool,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When somebody last wrote it or said that it still holds.
    pub checked_at: Timestamp,
}

/// What was done to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleStep {
    /// Written.
    Written,
    /// Its words, unit, provision or readers changed.
    Revised,
    /// Found to hold still.
    Checked,
    /// Put away.
    Archived,
    /// Taken out again.
    Restored,
}

impl ArticleStep {
    const ALL: [Self; 5] = [
        Self::Written,
        Self::Revised,
        Self::Checked,
        Self::Archived,
        Self::Restored,
    ];

    /// The name in the database and in keys of sentences: `revised`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Revised => "revised",
            Self::Checked => "checked",
            Self::Archived => "archived",
            Self::Restored => "restored",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// A version of an article, kept whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleVersion {
    /// Its number.
    pub version: i64,
    /// What made it.
    pub step: ArticleStep,
    /// Who.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// What the article said from then on.
    pub text: ArticleText,
}

/// A change of an article, to be written in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleChange {
    /// The article afterwards.
    pub article: Article,
    /// What was done.
    pub step: ArticleStep,
    /// By whom.
    pub by: Author,
}

/// Why an article is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArticleRefusal {
    /// Put away articles are taken out first.
    #[error("the article is archived; restore it first")]
    IsArchived,
    /// It is not put away.
    #[error("the article is not archived")]
    NotArchived,
    /// Nothing would change.
    #[error("the article already says just that")]
    Same,
}

/// An article as somebody typed it.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// Title.
    pub title: &'a str,
    /// Markdown.
    pub body: &'a str,
    /// Symbol of the unit.
    pub unit: &'a str,
    /// One of the unit's duties; may be empty.
    pub duty: &'a str,
    /// [`Readers::as_str`].
    pub readers: &'a str,
}

impl Writing<'_> {
    /// What was typed, cleaned and checked against the ordinance.
    ///
    /// # Errors
    /// Every field to be mended: `title`, `body`, `unit`, `duty`, `readers`.
    pub fn read(&self, desk: &Desk) -> Result<ArticleText, Vec<FieldError>> {
        let mut faults = Faults::default();
        let title = faults.line("title", self.title, SUBJECT_LIMIT, Need::Required);
        let body = faults.required("body", self.body, BODY_LIMIT);
        let unit = UnitCode::from_str(self.unit.trim())
            .ok()
            .filter(|unit| desk.known(unit).is_ok());
        if unit.is_none() {
            faults.note("unit", choice(self.unit));
        }
        let duty = match self.duty.trim() {
            "" => None,
            typed => {
                let duty = Reference::from_str(typed).ok();
                let own = |duty: &Reference| {
                    unit.as_ref()
                        .is_some_and(|unit| desk.duty_of(unit, *duty).is_ok())
                };
                let duty = duty.filter(own);
                if duty.is_none() && unit.is_some() {
                    faults.note("duty", FieldFault::UnknownValue);
                }
                duty
            }
        };
        let readers = Readers::from_name(self.readers.trim());
        if readers.is_none() {
            faults.note("readers", choice(self.readers));
        }
        let (unit, readers) = faults.finish((unit, readers))?;
        // Both are there when nothing is to be mended.
        let (Some(unit), Some(readers)) = (unit, readers) else {
            return Err(Vec::new());
        };
        Ok(ArticleText {
            title,
            body,
            unit,
            duty,
            readers,
        })
    }
}

/// What is wrong with a choice that is none of those offered.
fn choice(typed: &str) -> FieldFault {
    if typed.trim().is_empty() {
        FieldFault::Missing
    } else {
        FieldFault::UnknownValue
    }
}

impl Article {
    /// A new article.
    pub fn write(id: ArticleId, text: ArticleText, by: Author, now: Timestamp) -> ArticleChange {
        ArticleChange {
            article: Self {
                id,
                version: 1,
                text,
                archived: false,
                changed_at: now,
                checked_at: now,
            },
            step: ArticleStep::Written,
            by,
        }
    }

    /// Says something else from now on.
    ///
    /// # Errors
    /// [`ArticleRefusal::Same`], [`ArticleRefusal::IsArchived`].
    pub fn revise(
        &self,
        text: ArticleText,
        by: Author,
        now: Timestamp,
    ) -> Result<ArticleChange, ArticleRefusal> {
        self.must_be_current()?;
        if text == self.text {
            return Err(ArticleRefusal::Same);
        }
        let mut change = self.next(ArticleStep::Revised, by, now);
        change.article.text = text;
        change.article.checked_at = now;
        Ok(change)
    }

    /// Somebody read it and found that it still holds.
    ///
    /// # Errors
    /// [`ArticleRefusal::IsArchived`].
    pub fn check(&self, by: Author, now: Timestamp) -> Result<ArticleChange, ArticleRefusal> {
        self.must_be_current()?;
        let mut change = self.next(ArticleStep::Checked, by, now);
        change.article.checked_at = now;
        Ok(change)
    }

    /// Puts it away.
    ///
    /// # Errors
    /// [`ArticleRefusal::IsArchived`].
    pub fn archive(&self, by: Author, now: Timestamp) -> Result<ArticleChange, ArticleRefusal> {
        self.must_be_current()?;
        let mut change = self.next(ArticleStep::Archived, by, now);
        change.article.archived = true;
        Ok(change)
    }

    /// Takes it out again.
    ///
    /// # Errors
    /// [`ArticleRefusal::NotArchived`].
    pub fn restore(&self, by: Author, now: Timestamp) -> Result<ArticleChange, ArticleRefusal> {
        if !self.archived {
            return Err(ArticleRefusal::NotArchived);
        }
        let mut change = self.next(ArticleStep::Restored, by, now);
        change.article.archived = false;
        change.article.checked_at = now;
        Ok(change)
    }

    /// Whether nobody has said for so many days that it holds.
    pub fn is_stale(&self, days: u32, now: Timestamp) -> bool {
        let seconds = i64::from(days).saturating_mul(86_400);
        !self.archived && now.as_second().saturating_sub(self.checked_at.as_second()) >= seconds
    }

    fn must_be_current(&self) -> Result<(), ArticleRefusal> {
        if self.archived {
            Err(ArticleRefusal::IsArchived)
        } else {
            Ok(())
        }
    }

    fn next(&self, step: ArticleStep, by: Author, now: Timestamp) -> ArticleChange {
        ArticleChange {
            article: Self {
                version: self.version + 1,
                changed_at: now.max(self.changed_at),
                ..self.clone()
            },
            step,
            by,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ordinance::Ordinance;
    use proptest::prelude::*;

    use super::*;

    fn desk() -> Desk {
        Desk::new(Arc::new(Ordinance::built_in().clone()))
    }

    const PRINTER: Writing<'static> = Writing {
        title: " Drukarka\nnie drukuje ",
        body: "1. Proszę sprawdzić papier.\r\n2. Proszę wyłączyć i włączyć.",
        unit: "IT-04-2",
        duty: "§15 pkt 1 lit. e",
        readers: "everyone",
    };

    fn by() -> Author {
        Author {
            user: None,
            name: "Olga Madej".to_owned(),
            unit: None,
        }
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn what_was_typed_is_cleaned_and_belongs_to_the_unit() {
        let text = PRINTER.read(&desk()).unwrap();
        assert_eq!(text.title, "Drukarka nie drukuje");
        assert_eq!(text.duty.unwrap().to_string(), "§15 pkt 1 lit. e");
        assert_eq!(text.readers, Readers::Everyone);
        let without = Writing {
            duty: "",
            ..PRINTER
        };
        assert_eq!(without.read(&desk()).unwrap().duty, None);
    }

    #[test]
    fn everything_to_be_mended_is_said_at_once() {
        let long = "a".repeat(SUBJECT_LIMIT + 1);
        let bad = Writing {
            title: &long,
            body: " ",
            unit: "IT-09-9",
            duty: "§15 pkt 1 lit. e",
            readers: "",
        };
        let errors = bad.read(&desk()).unwrap_err();
        let fields: Vec<_> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["title", "body", "unit", "readers"]);
        let foreign = Writing {
            unit: "IT-04-1",
            ..PRINTER
        };
        let errors = foreign.read(&desk()).unwrap_err();
        assert_eq!(
            errors,
            [FieldError {
                field: "duty",
                fault: FieldFault::UnknownValue
            }]
        );
    }

    #[test]
    fn an_article_that_is_put_away_takes_no_change_but_being_taken_out() {
        let text = PRINTER.read(&desk()).unwrap();
        let article = Article::write(ArticleId(uuid::Uuid::nil()), text, by(), at(0)).article;
        let archived = article.archive(by(), at(5)).unwrap().article;
        assert_eq!(archived.check(by(), at(6)), Err(ArticleRefusal::IsArchived));
        assert_eq!(
            archived.archive(by(), at(6)),
            Err(ArticleRefusal::IsArchived)
        );
        assert_eq!(
            article.restore(by(), at(6)),
            Err(ArticleRefusal::NotArchived)
        );
        let back = archived.restore(by(), at(7)).unwrap().article;
        assert_eq!(
            (back.version, back.archived, back.checked_at),
            (3, false, at(7))
        );
        assert_eq!(back.text, article.text);
        assert_eq!(
            article.revise(article.text.clone(), by(), at(8)),
            Err(ArticleRefusal::Same)
        );
    }

    proptest! {
        #[test]
        fn an_article_is_stale_from_the_second_on_that_its_days_are_over(
            days in 1u32..4_000, written in 0i64..2_000_000_000, later in 0i64..500_000_000
        ) {
            let text = PRINTER.read(&desk()).unwrap();
            let article = Article::write(ArticleId(uuid::Uuid::nil()), text, by(), at(written)).article;
            let now = at(written + later);
            prop_assert_eq!(article.is_stale(days, now), later >= i64::from(days) * 86_400);
            let checked = article.check(by(), now).unwrap().article;
            prop_assert!(!checked.is_stale(days, now));
            prop_assert!(!article.archive(by(), now).unwrap().article.is_stale(days, at(4_000_000_000)));
        }
    }
}
