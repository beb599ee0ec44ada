//! A text as a sparse vector: stems, pairs of stems, groups, and pieces of words.

use std::collections::HashMap;
use std::hash::Hasher;

use crate::lexicon::Token;

/// Weight of the pieces of words against the words, found in `docs/routing.md`.
const PIECES: f32 = 1.0;
/// Pieces of words are this many letters long, the marks of start and end counted.
const PIECE_LENGTHS: std::ops::RangeInclusive<usize> = 3..=5;
/// A pair is two words at most this many words apart, in their order: `zakup dwóch nowych monitorów`.
const REACH: usize = 4;
/// About so many features has a word, with its pairs and pieces; room is made for as many.
const KEYS_PER_TOKEN: usize = 24;

/// One entry of a vector.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature {
    /// The number of the feature.
    pub(crate) id: u32,
    /// Its value; the words of a vector and the pieces of a vector each have length one at most.
    pub(crate) value: f32,
    /// The token it was first seen in.
    pub(crate) token: u32,
}

/// The features seen in the terms and provisions, with their rarity.
#[derive(Debug, Default)]
pub(crate) struct FeatureSpace {
    ids: HashMap<u64, (u32, f32), Plain>,
}

impl FeatureSpace {
    /// Learns the features of all samples; their rarity is `1 + ln(n / df)`.
    pub(crate) fn new(samples: &[Vec<Token>]) -> Self {
        Self::common(samples, samples.len(), 1)
    }

    /// As [`Self::new`], without what stands in fewer than `least` samples; words of the first `trusted`
    /// samples are kept however rare.
    pub(crate) fn common(samples: &[Vec<Token>], trusted: usize, least: u32) -> Self {
        let mut counts: HashMap<u64, (u32, bool), Plain> = HashMap::default();
        let mut order = Vec::new();
        for (at, sample) in samples.iter().enumerate() {
            for (key, (kind, _)) in keys(sample) {
                let count = counts.entry(key).or_insert_with(|| {
                    order.push(key);
                    (0, false)
                });
                count.0 += 1;
                count.1 |= kind == Kind::Word && at < trusted;
            }
        }
        let all = samples.len() as f32;
        order.retain(|key| counts[key].0 >= least || counts[key].1);
        Self::from_rarities(
            order
                .into_iter()
                .map(|key| (key, 1.0 + (all / counts[&key].0 as f32).ln())),
        )
    }

    /// The space of some keys with their rarities, numbered in this order.
    pub(crate) fn from_rarities(rarities: impl IntoIterator<Item = (u64, f32)>) -> Self {
        let ids = (0..)
            .zip(rarities)
            .map(|(id, (key, rarity))| (key, (id, rarity)))
            .collect();
        Self { ids }
    }

    /// Keys and rarities by number, as [`Self::from_rarities`] takes them.
    pub(crate) fn rarities(&self) -> Vec<(u64, f32)> {
        let mut all: Vec<(u32, u64, f32)> = self
            .ids
            .iter()
            .map(|(&key, &(id, rarity))| (id, key, rarity))
            .collect();
        all.sort_unstable_by_key(|&(id, _, _)| id);
        all.into_iter()
            .map(|(_, key, rarity)| (key, rarity))
            .collect()
    }

    /// How many features there are.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The vector of some tokens; unknown features are left out.
    pub(crate) fn vector(&self, tokens: &[Token]) -> Vec<Feature> {
        let mut vector = Vec::new();
        let mut words = 0.0_f32;
        let mut pieces = 0.0_f32;
        for (key, (kind, token)) in keys(tokens) {
            let Some(&(id, rarity)) = self.ids.get(&key) else {
                continue;
            };
            let value = rarity;
            if kind == Kind::Piece {
                pieces += value * value;
            } else {
                words += value * value;
            }
            vector.push((Feature { id, value, token }, kind));
        }
        let word = if words > 0.0 { 1.0 / words.sqrt() } else { 0.0 };
        let piece = if pieces > 0.0 {
            PIECES / pieces.sqrt()
        } else {
            0.0
        };
        vector
            .into_iter()
            .map(|(feature, kind)| Feature {
                value: feature.value * if kind == Kind::Piece { piece } else { word },
                ..feature
            })
            .collect()
    }

    /// Whether the two stems were met near each other, in this order.
    pub(crate) fn knows_pair(&self, one: &str, other: &str) -> bool {
        let pair = key(b'p', &[b"s", one.as_bytes(), b"s", other.as_bytes()]);
        self.ids.contains_key(&pair)
    }

    /// The keys of the features of some tokens that are not known, in order of appearance.
    pub(crate) fn missing(&self, tokens: &[Token]) -> Vec<u64> {
        keys(tokens)
            .into_iter()
            .map(|(key, _)| key)
            .filter(|key| !self.ids.contains_key(key))
            .collect()
    }

    /// The known features of some tokens, each with its rarity as value.
    pub(crate) fn rare(&self, tokens: &[Token]) -> Vec<Feature> {
        keys(tokens)
            .into_iter()
            .filter_map(|(key, (_, token))| {
                let &(id, value) = self.ids.get(&key)?;
                Some(Feature { id, value, token })
            })
            .collect()
    }

    /// Whether the stem stands in any term or provision.
    pub(crate) fn knows(&self, stem: &str) -> bool {
        self.ids.contains_key(&key(b's', &[stem.as_bytes()]))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Pair,
    Piece,
}

/// The different features of some tokens, in order of appearance, each with the token it was first seen in.
fn keys(tokens: &[Token]) -> Vec<(u64, (Kind, u32))> {
    let about = tokens.len() * KEYS_PER_TOKEN;
    let mut seen = std::collections::HashSet::with_capacity_and_hasher(about, Plain);
    let mut keys = Vec::with_capacity(about);
    let mut add = |key: u64, kind: Kind, token: u32| {
        if seen.insert(key) {
            keys.push((key, (kind, token)));
        }
    };
    for (at, token) in (0_u32..).zip(tokens) {
        if !token.stop {
            for name in names(token) {
                add(key(name.kind(), &[name.bytes()]), Kind::Word, at);
            }
            // A guess may be wrong, so the word as typed goes on counting.
            for word in std::iter::once(&token.folded).chain(&token.meant) {
                pieces(word, |piece| {
                    add(key(b'c', &[piece]), Kind::Piece, at);
                });
            }
        }
        let near = tokens.iter().skip(at as usize + 1).take(REACH);
        for next in near.filter(|next| !(token.stop && next.stop)) {
            for one in names(token) {
                for other in names(next) {
                    let (first, second) = ([one.kind()], [other.kind()]);
                    let pair = key(b'p', &[&first, one.bytes(), &second, other.bytes()]);
                    add(pair, Kind::Pair, at);
                }
            }
        }
    }
    keys
}

/// What a token is called: by its stem, or by a group.
#[derive(Clone, Copy)]
enum Name<'a> {
    Stem(&'a [u8]),
    Group([u8; 2]),
}

impl Name<'_> {
    fn kind(&self) -> u8 {
        match self {
            Self::Stem(_) => b's',
            Self::Group(_) => b'g',
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Stem(stem) => stem,
            Self::Group(number) => number,
        }
    }
}

fn names(token: &Token) -> impl Iterator<Item = Name<'_>> {
    let stem = (!token.stem.is_empty()).then_some(Name::Stem(token.stem.as_bytes()));
    let groups = token.groups.iter();
    stem.into_iter()
        .chain(groups.map(|group| Name::Group(group.to_le_bytes())))
}

/// Pieces of a word of letters, with its start and end marked.
fn pieces(folded: &str, mut each: impl FnMut(&[u8])) {
    if folded.len() < 3 || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    let marked = [b"<", folded.as_bytes(), b">"].concat();
    for length in PIECE_LENGTHS {
        marked.windows(length).for_each(&mut each);
    }
}

/// FNV-1a over a kind and some parts; the same on every machine.
fn key(kind: u8, parts: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    eat(kind);
    for part in parts {
        part.iter().copied().for_each(&mut eat);
        eat(0xff);
    }
    hash
}

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Plain;

impl std::hash::BuildHasher for Plain {
    type Hasher = PlainHasher;

    fn build_hasher(&self) -> PlainHasher {
        PlainHasher(0)
    }
}

#[derive(Debug)]
struct PlainHasher(u64);

impl Hasher for PlainHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}
