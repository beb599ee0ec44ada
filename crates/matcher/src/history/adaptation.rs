//! What was learned from past tickets, in memory and as bytes.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::bytes::{Reader, Writer};
use super::extra::Extra;
use super::nearest::Nearest;
use super::select::LeftOut;
use crate::catalogue::Duty;
use crate::confidence::Calibration;
use crate::evidence::unit_scores;
use crate::features::Feature;
use crate::vocabulary::hex;
use crate::weights::Weights;

/// First bytes; the digits are the version of form and method.
const MAGIC: &[u8; 16] = b"dyspozytor-ada-1";
/// Bytes of the SHA-256 at the end.
const SUM: usize = 32;
/// Most bytes that are read.
const MOST_BYTES: usize = 32 << 20;
/// Most new features: some for every past ticket.
const MOST_FEATURES: usize = 1 << 22;

/// What [`super::adapt`] learned; [`crate::Matcher::adapted`] ranks by it.
///
/// Holds hashes of words, weights, and numbers of past tickets; no text and no name of a person. As bytes it is
/// about 1 MB for 1,000 past tickets. The same tickets on the same shipped model give the same bytes.
#[derive(Debug)]
pub struct Adaptation {
    version: String,
    base: String,
    learned: u32,
    left_out: LeftOut,
    pub(crate) extra: Arc<Extra>,
    shifts: Shifts,
    pub(crate) calibration: Option<Calibration>,
    pub(crate) nearest: Nearest,
}

/// What an adaptation is made of.
pub(super) struct Parts {
    pub(super) base: String,
    pub(super) learned: usize,
    pub(super) left_out: LeftOut,
    pub(super) extra: Arc<Extra>,
    pub(super) shifts: Shifts,
    pub(super) calibration: Option<Calibration>,
    pub(super) nearest: Nearest,
}

/// Why bytes are no adaptation, or one that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdaptationError {
    /// Another kind of bytes, or of another version of the program.
    #[error("adaptation: not one of this version of the program")]
    Magic,
    /// Cut off, too large, or changed after it was written.
    #[error("adaptation: incomplete or changed")]
    Damaged,
    /// Learned on top of another shipped model than this one; to be learned anew.
    #[error("adaptation: stands on another model")]
    OtherModel,
}

impl Adaptation {
    pub(super) fn new(parts: Parts) -> Self {
        let mut made = Self {
            version: String::new(),
            base: parts.base,
            learned: u32::try_from(parts.learned).unwrap_or(u32::MAX),
            left_out: parts.left_out,
            extra: parts.extra,
            shifts: parts.shifts,
            calibration: parts.calibration,
            nearest: parts.nearest,
        };
        let bytes = made.to_bytes();
        made.version = version(&bytes[bytes.len() - SUM..]);
        made
    }

    /// What names it: the start of the SHA-256 at the end of its bytes, 12 digits.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The version of the shipped model it stands on.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How many past tickets it was learned from; an adaptation to none changes nothing.
    pub fn learned(&self) -> usize {
        self.learned as usize
    }

    /// Past tickets left out by the selection and by [`super::adapt`]. Not among the bytes, so empty in one that was
    /// read from them.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// The bytes to keep; the same for the same tickets and shipped model.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        out.text(&self.base);
        out.number(self.learned);
        out.number(self.extra.first());
        let rarities = self.extra.rarities();
        out.length(rarities.len());
        for (key, rarity) in rarities {
            out.0.extend(key.to_le_bytes());
            out.float(rarity);
        }
        write_weights(&mut out, &self.shifts.0);
        out.0.push(u8::from(self.calibration.is_some()));
        for number in self.calibration.iter().flat_map(Calibration::numbers) {
            out.0.extend(number.to_le_bytes());
        }
        self.nearest.write(&mut out);
        let sum = Sha256::digest(&out.0);
        out.0.extend_from_slice(&sum);
        out.0
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`AdaptationError::Magic`] for anything else, [`AdaptationError::Damaged`] for bytes missing, changed or more
    /// than 32 MiB.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, AdaptationError> {
        let body = bytes.strip_prefix(MAGIC).ok_or(AdaptationError::Magic)?;
        let (body, sum) = body
            .split_last_chunk::<SUM>()
            .ok_or(AdaptationError::Damaged)?;
        let sound = bytes.len() <= MOST_BYTES
            && Sha256::digest(&bytes[..bytes.len() - SUM]).as_slice() == sum;
        let read = sound.then(|| Self::read(&mut Reader(body))).flatten();
        read.map(|adaptation| Self {
            version: version(sum),
            ..adaptation
        })
        .ok_or(AdaptationError::Damaged)
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let base = from.text()?;
        let learned = from.number()?;
        let first = from.number()?;
        let rarities =
            from.list(|from| Some((u64::from_le_bytes(from.array()?), from.float()?)))?;
        let extra = Extra::from_rarities(first, rarities);
        if extra.features() > MOST_FEATURES {
            return None;
        }
        let weights = read_weights(from, extra.features())?;
        let calibration = match from.array()? {
            [0] => None,
            [1] => {
                let mut numbers = [0.0; Calibration::NUMBERS];
                for number in &mut numbers {
                    *number = f64::from_le_bytes(from.array()?);
                }
                let finite = numbers.iter().all(|number| number.is_finite());
                Some(finite.then(|| Calibration::from_numbers(numbers))?)
            }
            _ => return None,
        };
        let nearest = Nearest::read(from)?;
        from.0.is_empty().then_some(Self {
            version: String::new(),
            base,
            learned,
            left_out: LeftOut::default(),
            extra: Arc::new(extra),
            shifts: Shifts(weights),
            calibration,
            nearest,
        })
    }

    /// Whether it fits a matcher of a model, of so many features, duties and units.
    pub(crate) fn fits(&self, base: &str, features: usize, duties: usize, units: usize) -> bool {
        self.base == base
            && self.extra.first() as usize == features
            && self.shifts.0.constants.len() == duties + units
    }

    /// As [`Shifts::correct`].
    pub(crate) fn correct(&self, vector: &[Feature], duties: &[Duty], scores: &mut [f32]) {
        self.shifts.correct(vector, duties, scores);
    }

    /// How much a feature speaks for a duty and its unit by what was learned.
    pub(crate) fn contribution(&self, feature: &Feature, duty: usize, duties: &[Duty]) -> f32 {
        let unit = duties.len() + duties[duty].unit;
        let weights = &self.shifts.0;
        weights.contribution(feature, duty) + weights.contribution(feature, unit)
    }
}

/// Corrections of the scores of duties, then of units.
#[derive(Debug, Default)]
pub(super) struct Shifts(pub(super) Weights);

impl Shifts {
    /// Corrects the scores of all duties: first their order inside each unit, then the units against each other.
    pub(super) fn correct(&self, vector: &[Feature], duties: &[Duty], scores: &mut [f32]) {
        let shifts = self.0.scores(vector);
        let (of_duties, of_units) = shifts.split_at(duties.len().min(shifts.len()));
        let before = unit_scores(scores, duties);
        for (score, shift) in scores.iter_mut().zip(of_duties) {
            *score += shift;
        }
        let after = unit_scores(scores, duties);
        for (score, duty) in scores.iter_mut().zip(duties) {
            let shift = of_units.get(duty.unit).copied().unwrap_or_default();
            *score += before[duty.unit] - after[duty.unit] + shift;
        }
    }
}

/// Only features with a weight are written.
fn write_weights(out: &mut Writer, weights: &Weights) {
    out.float(weights.scale);
    out.length(weights.constants.len());
    for &constant in &weights.constants {
        out.float(constant);
    }
    let rows: Vec<(usize, &[(u8, i8)])> = weights
        .starts
        .windows(2)
        .map(|ends| &weights.entries[ends[0] as usize..ends[1] as usize])
        .enumerate()
        .filter(|(_, row)| !row.is_empty())
        .collect();
    out.length(rows.len());
    for (feature, row) in rows {
        out.length(feature);
        out.length(row.len());
        for &(class, steps) in row {
            out.0.push(class);
            out.0.extend(steps.to_le_bytes());
        }
    }
}

/// Weights of `features` features; the features in order, the classes known.
fn read_weights(from: &mut Reader<'_>, features: usize) -> Option<Weights> {
    let scale = from.float()?;
    let constants = from.list(Reader::float)?;
    let rows = from.list(|from| {
        let feature = usize::try_from(from.number()?).ok()?;
        let row = from.list(|from| {
            let [class, steps] = from.array()?;
            let known = usize::from(class) < constants.len();
            known.then_some((class, i8::from_le_bytes([steps])))
        })?;
        Some((feature, row))
    })?;
    let mut starts = vec![0];
    let mut entries: Vec<(u8, i8)> = Vec::new();
    for (feature, row) in rows {
        if feature >= features || feature + 1 < starts.len() {
            return None;
        }
        let here = u32::try_from(entries.len()).ok()?;
        starts.resize(feature + 1, here);
        entries.extend(row);
        starts.push(u32::try_from(entries.len()).ok()?);
    }
    let end = *starts.last()?;
    starts.resize(features + 1, end);
    Some(Weights::of_entries(scale, constants, starts, entries))
}

fn version(sum: &[u8]) -> String {
    hex(sum)[..12].to_owned()
}
