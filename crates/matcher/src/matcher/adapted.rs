//! Ranking by what was learned from past tickets.

use std::sync::Arc;

use ordinance::UnitCode;

use super::Matcher;
use crate::catalogue::Duty;
use crate::confidence::{Calibration, Evidence};
use crate::evidence::known;
use crate::features::{Feature, FeatureSpace};
use crate::history::{Adaptation, AdaptationError, NearPast};
use crate::lexicon::{Lexicon, Token};

impl Matcher {
    /// The same matcher ranking by `adaptation` also, instead of any it is adapted to; shares all else with it, so it
    /// costs nothing to make. One that learned from no ticket changes nothing.
    ///
    /// # Errors
    /// [`AdaptationError::OtherModel`] when it stands on another shipped model.
    pub fn adapted(&self, adaptation: Arc<Adaptation>) -> Result<Self, AdaptationError> {
        let fits = adaptation.fits(
            self.model.version(),
            self.model.features.len(),
            self.duties.len(),
            self.units.len(),
        );
        if adaptation.base() != self.model.version() || (adaptation.learned() > 0 && !fits) {
            return Err(AdaptationError::OtherModel);
        }
        Ok(self.adapted_to(adaptation))
    }

    /// The same matcher as shipped: adapted to nothing.
    #[must_use]
    pub fn shipped(&self) -> Self {
        Self {
            adaptation: None,
            ..self.clone()
        }
    }

    /// What it is adapted to.
    pub fn adaptation(&self) -> Option<&Arc<Adaptation>> {
        self.adaptation.as_ref()
    }

    /// The version of the shipped model.
    pub fn model_version(&self) -> &str {
        self.model.version()
    }

    /// As [`Self::adapted`], for one made from this matcher.
    pub(crate) fn adapted_to(&self, adaptation: Arc<Adaptation>) -> Self {
        Self {
            adaptation: Some(adaptation).filter(|adaptation| adaptation.learned() > 0),
            ..self.clone()
        }
    }

    /// Versions of the model and of what it is adapted to, `<hash>` or `<hash>+<hash>`.
    pub(super) fn model_versions(&self) -> String {
        let model = self.model.version();
        match &self.adaptation {
            None => model.to_owned(),
            Some(adaptation) => format!("{model}+{}", adaptation.version()),
        }
    }

    /// What a suggestion names as vocabulary.
    pub(super) fn vocabulary_version(&self) -> String {
        format!("{}+{}", self.vocabulary, self.model_versions())
    }

    /// Whether a stem was learned from.
    pub(super) fn knows(&self, stem: &str) -> bool {
        let learned = |adaptation: &Arc<Adaptation>| adaptation.extra.knows(stem);
        self.model.features.knows(stem) || self.adaptation.as_ref().is_some_and(learned)
    }

    /// The features of some tokens; those learned from past tickets come last.
    pub(crate) fn vector(&self, tokens: &[Token]) -> Vec<Feature> {
        self.extended(self.model.features.vector(tokens), tokens)
    }

    /// The vector of some tokens by the shipped features, with those learned from past tickets after them.
    pub(super) fn extended(&self, mut vector: Vec<Feature>, tokens: &[Token]) -> Vec<Feature> {
        if let Some(adaptation) = &self.adaptation {
            adaptation.extra.extend(&mut vector, tokens);
        }
        vector
    }

    /// The score of every duty.
    pub(crate) fn scores(&self, tokens: &[Token], vector: &[Feature]) -> Vec<f32> {
        let mut scores = self.shipped_scores(tokens, vector);
        if let Some(adaptation) = &self.adaptation {
            adaptation.correct(vector, &self.duties, &mut scores);
        }
        scores
    }

    /// How much a feature speaks for a duty.
    pub(super) fn contribution(&self, feature: &Feature, duty: usize) -> f32 {
        let learned = self.adaptation.as_ref();
        let learned = learned.map_or(0.0, |adaptation| {
            adaptation.contribution(feature, duty, &self.duties)
        });
        self.model.weights.contribution(feature, duty) + learned
    }

    /// What makes a lead a probability.
    pub(super) fn calibration(&self) -> &Calibration {
        let learned = self.adaptation.as_ref();
        learned
            .and_then(|adaptation| adaptation.calibration.as_ref())
            .unwrap_or(&self.model.calibration)
    }

    /// The past tickets most like a vector, with their units.
    pub(super) fn past(&self, vector: &[Feature]) -> Vec<(&UnitCode, NearPast)> {
        self.adaptation
            .as_ref()
            .map_or_else(Vec::new, |adaptation| adaptation.nearest.similar(vector))
    }

    /// What a ranking of a text, as written and with slips undone, rests on.
    pub(crate) fn evidence_of(
        &self,
        (written, tokens): (&[Token], &[Token]),
        scores: &[f32],
    ) -> Evidence {
        let written = known(written, |stem| self.knows(stem));
        self.evidence(tokens, scores, written)
    }

    /// The tokens with slips undone, but words learned from past tickets left as they are.
    pub(crate) fn corrected(&self, written: &[Token]) -> Vec<Token> {
        match &self.adaptation {
            None => self.corrected_but(written, |_| false),
            Some(adaptation) => self.corrected_but(written, |stem| adaptation.extra.knows(stem)),
        }
    }

    /// The tokens with slips undone, but words left as they are whose stems somebody else knows.
    fn corrected_but(&self, written: &[Token], knows: impl Fn(&str) -> bool) -> Vec<Token> {
        let mut tokens = written.to_vec();
        self.correct(&mut tokens);
        restore(&mut tokens, written, knows);
        tokens
    }

    pub(crate) fn unit_number(&self, code: &UnitCode) -> Option<usize> {
        self.units.iter().position(|unit| unit.code == *code)
    }

    pub(crate) fn unit_code(&self, number: usize) -> &UnitCode {
        &self.units[number].code
    }

    pub(crate) fn duties(&self) -> &[Duty] {
        &self.duties
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    pub(crate) fn features(&self) -> &FeatureSpace {
        &self.model.features
    }

    pub(crate) fn shipped_calibration(&self) -> &Calibration {
        &self.model.calibration
    }
}

/// Puts words as written back into tokens with slips undone, where somebody knows their stems; says whether that
/// changed any.
pub(crate) fn restore(
    tokens: &mut Vec<Token>,
    written: &[Token],
    knows: impl Fn(&str) -> bool,
) -> bool {
    let mut changed = false;
    let kept = |token: &&Token| !token.stop && knows(&token.stem);
    for token in written.iter().filter(kept) {
        let covers = |other: &Token| {
            other.range.start < token.range.end && token.range.start < other.range.end
        };
        let at = tokens.iter().position(covers).unwrap_or(tokens.len());
        let covering = tokens.iter().filter(|other| covers(other)).count();
        let same = tokens.get(at).is_some_and(|other| other.stem == token.stem);
        if covering == 1 && same {
            continue;
        }
        tokens.retain(|other| !covers(other));
        tokens.insert(at.min(tokens.len()), token.clone());
        changed = true;
    }
    changed
}
