//! What was learned from ordinance, vocabulary and examples, in memory and as a file.

use sha2::{Digest, Sha256};

use crate::confidence::{Calibration, Precisions};
use crate::features::FeatureSpace;
use crate::vocabulary::hex;
use crate::weights::Weights;

/// First bytes of a file; the digits are the version of form and method.
const MAGIC: &[u8; 16] = b"dyspozytor-mod-4";

/// Bytes of the SHA-256 at the end.
const SUM: usize = 32;

/// A learned model; [`crate::learn`] makes one, [`crate::Matcher::with_model`] ranks by it.
///
/// As bytes it is about 4 MB: numbers in little-endian order, texts and lists after their length as `u32`, a
/// SHA-256 of all before it at the end. The same data give the same bytes.
#[derive(Debug)]
pub struct Model {
    version: String,
    pub(crate) sources: Sources,
    pub(crate) features: FeatureSpace,
    /// Words, folded, and how often they were met.
    pub(crate) words: Vec<(String, u32)>,
    pub(crate) weights: Weights,
    pub(crate) calibration: Calibration,
    /// Thresholds for precisions, measured with the calibration.
    pub(crate) precisions: Precisions,
    /// The constant of [`Weights::outside`].
    pub(crate) outside: f32,
}

/// Versions of the data a model was learned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// [`ordinance::Ordinance::version`].
    pub ordinance: String,
    /// [`crate::Vocabulary::version`].
    pub vocabulary: String,
    /// [`crate::Examples::version`].
    pub examples: String,
}

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Another kind of file, or of another version of the program.
    #[error("model: not a model of this version of the program")]
    Magic,
    /// Cut off, or changed after it was written.
    #[error("model: incomplete or changed")]
    Damaged,
    /// Of another number of duties than the ordinance has.
    #[error("model: does not fit the ordinance")]
    Unfit,
}

impl Model {
    /// The model shipped with the program, `config/model/router.bin`.
    ///
    /// # Panics
    /// Never as shipped; a test reads it.
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the program and a test reads it"
    )]
    pub fn built_in() -> Self {
        Self::from_bytes(include_bytes!("../../../config/model/router.bin"))
            .expect("the shipped model is sound")
    }

    /// Versions of the data it was learned from.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The bytes of a file; the same for the same data.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        for text in [
            &self.sources.ordinance,
            &self.sources.vocabulary,
            &self.sources.examples,
        ] {
            out.text(text);
        }
        let measured = self.precisions.numbers();
        for number in self.calibration.numbers().iter().chain(&measured) {
            out.0.extend(number.to_le_bytes());
        }
        let rarities = self.features.rarities();
        out.length(rarities.len());
        for (key, rarity) in rarities {
            out.0.extend(key.to_le_bytes());
            out.0.extend(rarity.to_le_bytes());
        }
        out.length(self.words.len());
        for (word, count) in &self.words {
            out.text(word);
            out.0.extend(count.to_le_bytes());
        }
        out.0.extend(self.outside.to_le_bytes());
        out.0.extend(self.weights.scale.to_le_bytes());
        out.length(self.weights.constants.len());
        for constant in &self.weights.constants {
            out.0.extend(constant.to_le_bytes());
        }
        out.length(self.weights.starts.len());
        for start in &self.weights.starts {
            out.0.extend(start.to_le_bytes());
        }
        out.length(self.weights.entries.len());
        for &(class, steps) in &self.weights.entries {
            out.0.push(class);
            out.0.extend(steps.to_le_bytes());
        }
        let sum = Sha256::digest(&out.0);
        out.0.extend_from_slice(&sum);
        out.0
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`ModelError::Magic`] for anything else, [`ModelError::Damaged`] for bytes missing or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let body = bytes.strip_prefix(MAGIC).ok_or(ModelError::Magic)?;
        let (body, sum) = body.split_last_chunk::<SUM>().ok_or(ModelError::Damaged)?;
        if Sha256::digest(&bytes[..bytes.len() - SUM]).as_slice() != sum {
            return Err(ModelError::Damaged);
        }
        let model = Self::read(&mut Reader(body)).ok_or(ModelError::Damaged)?;
        Ok(Self {
            version: version(sum),
            ..model
        })
    }

    /// What names a model: the start of the SHA-256 at the end of its bytes, 12 digits.
    pub fn version(&self) -> &str {
        &self.version
    }

    pub(crate) fn new(
        sources: Sources,
        features: FeatureSpace,
        words: Vec<(String, u32)>,
        weights: Weights,
        (calibration, precisions): (Calibration, Precisions),
        outside: f32,
    ) -> Self {
        let mut model = Self {
            version: String::new(),
            sources,
            features,
            words,
            weights,
            calibration,
            precisions,
            outside,
        };
        let bytes = model.to_bytes();
        model.version = version(&bytes[bytes.len() - SUM..]);
        model
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let sources = Sources {
            ordinance: from.text()?,
            vocabulary: from.text()?,
            examples: from.text()?,
        };
        let mut numbers = [0.0; Calibration::NUMBERS];
        for number in &mut numbers {
            *number = f64::from_le_bytes(from.array()?);
        }
        let mut thresholds = [0.0; Precisions::NUMBERS];
        for number in &mut thresholds {
            *number = f64::from_le_bytes(from.array()?);
        }
        let rarities = from.list(|from| {
            let key = u64::from_le_bytes(from.array()?);
            Some((key, f32::from_le_bytes(from.array()?)))
        })?;
        let words = from.list(|from| {
            let word = from.text()?;
            Some((word, from.number()?))
        })?;
        let outside = f32::from_le_bytes(from.array()?);
        let weights = Weights::of_entries(
            f32::from_le_bytes(from.array()?),
            from.list(|from| Some(f32::from_le_bytes(from.array()?)))?,
            from.list(Reader::number)?,
            from.list(|from| {
                let [class, steps] = from.array()?;
                Some((class, i8::from_le_bytes([steps])))
            })?,
        );
        (weights.is_sound() && from.0.is_empty()).then(|| Self {
            version: String::new(),
            sources,
            features: FeatureSpace::from_rarities(rarities),
            words,
            weights,
            calibration: Calibration::from_numbers(numbers),
            precisions: Precisions::from_numbers(thresholds),
            outside,
        })
    }
}

fn version(sum: &[u8]) -> String {
    hex(sum)[..12].to_owned()
}

struct Writer(Vec<u8>);

impl Writer {
    fn length(&mut self, length: usize) {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.0.extend(length.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend(text.as_bytes());
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.array()?))
    }

    fn length(&mut self) -> Option<usize> {
        // An entry takes a byte at least, so a length beyond the rest is a lie.
        let length = usize::try_from(self.number()?).ok()?;
        (length <= self.0.len()).then_some(length)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.length()?;
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn list<T>(&mut self, mut entry: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = self.length()?;
        (0..length).map(|_| entry(self)).collect()
    }
}
