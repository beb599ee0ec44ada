//! The past tickets most like a text; their numbers only.

use std::collections::HashMap;

use ordinance::{Reference, UnitCode};
use serde::Serialize;

use super::bytes::{Reader, Writer};
use crate::features::Feature;

/// Features kept of a past ticket, the largest.
const MOST_FEATURES: usize = 32;
/// Past tickets kept, the newest.
const MOST_TICKETS: usize = 2_000;
/// A past ticket less like the text is not shown.
const LEAST_SIMILARITY: f32 = 0.1;
/// A share of the length of a vector is kept in this many steps.
const STEPS: f32 = 65_535.0;

/// A past ticket like the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearPast {
    /// Its number.
    pub id: String,
    /// The provision it was solved under, if known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<Reference>,
    /// Cosine of the two texts by the strongest features of the past one, 0–1.
    pub similarity: f64,
}

/// Past tickets to compare with, newest first.
#[derive(Debug, Default)]
pub(crate) struct Nearest(Vec<Placed>);

/// A past ticket: number, unit, provision, and its largest features as shares of its length.
#[derive(Debug)]
struct Placed {
    id: String,
    unit: UnitCode,
    duty: Option<Reference>,
    features: Vec<(u32, u16)>,
}

/// A past ticket as it is learned from.
pub(super) struct Known<'a> {
    pub(super) id: &'a str,
    pub(super) unit: &'a UnitCode,
    pub(super) duty: Option<Reference>,
    pub(super) vector: &'a [(u32, f32)],
}

impl Nearest {
    /// Keeps the first 2,000.
    pub(super) fn new<'a>(past: impl Iterator<Item = Known<'a>>) -> Self {
        Self(
            past.take(MOST_TICKETS)
                .map(|one| Placed {
                    id: one.id.to_owned(),
                    unit: one.unit.clone(),
                    duty: one.duty,
                    features: largest(one.vector),
                })
                .collect(),
        )
    }

    /// The past tickets by likeness to a vector, most similar first.
    pub(crate) fn similar(&self, vector: &[Feature]) -> Vec<(&UnitCode, NearPast)> {
        let values: HashMap<u32, f32> = vector.iter().map(|f| (f.id, f.value)).collect();
        let squares: f32 = vector.iter().map(|f| f.value * f.value).sum();
        let length = squares.sqrt().max(f32::MIN_POSITIVE);
        let mut near: Vec<(f32, &Placed)> = self
            .0
            .iter()
            .map(|past| {
                let product: f32 = past
                    .features
                    .iter()
                    .filter_map(|(id, share)| Some(values.get(id)? * f32::from(*share) / STEPS))
                    .sum();
                ((product / length).clamp(0.0, 1.0), past)
            })
            .filter(|&(similarity, _)| similarity >= LEAST_SIMILARITY)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.into_iter()
            .map(|(similarity, past)| {
                let shown = NearPast {
                    id: past.id.clone(),
                    duty: past.duty,
                    similarity: f64::from(similarity),
                };
                (&past.unit, shown)
            })
            .collect()
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.length(self.0.len());
        for past in &self.0 {
            out.text(&past.id);
            out.text(past.unit.as_str());
            out.text(&past.duty.map_or_else(String::new, |duty| duty.to_string()));
            out.length(past.features.len());
            for (id, share) in &past.features {
                out.number(*id);
                out.0.extend(share.to_le_bytes());
            }
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let all = from.list(|from| {
            let id = from.text()?;
            let unit = from.text()?.parse().ok()?;
            let duty = Some(from.text()?).filter(|duty| !duty.is_empty());
            let duty = duty
                .map(|duty| duty.parse().ok())
                .map_or(Some(None), |read| read.map(Some))?;
            let features =
                from.list(|from| Some((from.number()?, u16::from_le_bytes(from.array()?))))?;
            Some(Placed {
                id,
                unit,
                duty,
                features,
            })
        })?;
        Some(Self(all))
    }
}

/// The largest entries of a vector as shares of its length, in their order.
fn largest(vector: &[(u32, f32)]) -> Vec<(u32, u16)> {
    let squares: f32 = vector.iter().map(|(_, value)| value * value).sum();
    let length = squares.sqrt().max(f32::MIN_POSITIVE);
    let mut order: Vec<(u32, f32)> = vector.to_vec();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.truncate(MOST_FEATURES);
    order
        .into_iter()
        .map(|(id, value)| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share of the length, 0–1"
            )]
            let share = ((value / length).clamp(0.0, 1.0) * STEPS).round() as u16;
            (id, share)
        })
        .collect()
}
