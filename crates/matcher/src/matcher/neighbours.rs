//! The example requests most like a text, found in a walk over the features they share.

use ordinance::{Reference, UnitCode};

use super::{Matcher, NearExample};
use crate::Examples;
use crate::features::Feature;
use crate::own_words::own_words;

/// Example requests as vectors, listed by feature; about 20 MB and some tenths of a second to make for
/// those shipped, one to three milliseconds to ask.
///
/// Made by [`Matcher::neighbours`]; serves that matcher and those adapted from it.
#[derive(Debug)]
pub struct Neighbours {
    examples: Vec<Placed>,
    /// Where the entries of each feature begin; one more than there are features.
    starts: Vec<usize>,
    /// Example and the value of the feature in it; the values of an example have length one.
    entries: Vec<(u32, f32)>,
}

/// What is shown of an example, and whose it is.
#[derive(Debug)]
struct Placed {
    place: String,
    duty: Reference,
    subject: String,
    unit: UnitCode,
}

impl Matcher {
    /// The examples of known provisions, ready to be compared with texts ([`Matcher::explain`]).
    pub fn neighbours(&self, examples: &Examples) -> Neighbours {
        let mut placed = Vec::new();
        let mut listed: Vec<(u32, u32, f32)> = Vec::new();
        for example in examples.all() {
            let Some(duty) = self.number(&example.duty) else {
                continue;
            };
            let tokens = self.lexicon.tokens(own_words(&example.to_string()));
            let vector = self.model.features.vector(&tokens);
            let length = length(&vector);
            let number = u32::try_from(placed.len()).unwrap_or(u32::MAX);
            listed.extend(vector.iter().map(|f| (f.id, number, f.value / length)));
            placed.push(Placed {
                place: example.place(),
                duty: example.duty,
                subject: example.subject.clone(),
                unit: self.units[self.duties[duty].unit].code.clone(),
            });
        }
        listed.sort_unstable_by_key(|&(feature, number, _)| (feature, number));
        let features = self.model.features.len();
        let mut starts = vec![0; features + 1];
        for &(feature, _, _) in &listed {
            starts[feature as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Neighbours {
            examples: placed,
            starts,
            entries: listed
                .into_iter()
                .map(|(_, number, value)| (number, value))
                .collect(),
        }
    }
}

impl Neighbours {
    /// The examples by their cosine to a vector, most similar first; those that share nothing with it are
    /// left out.
    pub(super) fn similar(&self, vector: &[Feature]) -> Similar<'_> {
        let mut cosines = vec![0.0_f32; self.examples.len()];
        for feature in vector {
            for &(example, value) in self.entries(feature.id) {
                cosines[example as usize] += value * feature.value;
            }
        }
        let length = length(vector);
        let mut order: Vec<(usize, f32)> = cosines
            .into_iter()
            .map(|product| product / length)
            .enumerate()
            .filter(|&(_, cosine)| cosine > 0.0)
            .collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Similar {
            neighbours: self,
            order,
        }
    }

    /// A feature learned after these were listed has none.
    fn entries(&self, feature: u32) -> &[(u32, f32)] {
        let at = feature as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => &self.entries[from..to],
            _ => &[],
        }
    }
}

/// Examples in order of their likeness to one text.
pub(super) struct Similar<'a> {
    neighbours: &'a Neighbours,
    order: Vec<(usize, f32)>,
}

impl Similar<'_> {
    /// The first `most` of one unit.
    pub(super) fn of(&self, unit: &UnitCode, most: usize) -> Vec<NearExample> {
        self.order
            .iter()
            .map(|&(at, cosine)| (&self.neighbours.examples[at], cosine))
            .filter(|(example, _)| example.unit == *unit)
            .take(most)
            .map(|(example, cosine)| NearExample {
                place: example.place.clone(),
                duty: example.duty,
                subject: example.subject.clone(),
                similarity: f64::from(cosine),
            })
            .collect()
    }
}

fn length(vector: &[Feature]) -> f32 {
    let squares: f32 = vector.iter().map(|f| f.value * f.value).sum();
    squares.sqrt().max(f32::MIN_POSITIVE)
}
