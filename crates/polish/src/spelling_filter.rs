//! Corrections as a part of tantivy.

use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenFilter, TokenStream, Tokenizer};

use crate::spelling::{Part, Reading, Spelling};

/// Replaces unknown folded words by the known ones they were meant to be ([`Spelling`]), cuts words run together and joins
/// cut ones; to stand after [`PolishTokenizer`](crate::PolishTokenizer) and before [`PolishStemmer`](crate::PolishStemmer).
///
/// Meant for the words of a query, with a dictionary of the words in the index; in the index itself it would
/// correct what is only rare. Corrected tokens keep their offsets, both halves of a cut word those of the whole;
/// positions count the corrected words, so that phrases match.
///
/// ```
/// # use polish::{PolishSpelling, PolishTokenizer, Spelling};
/// use tantivy::tokenizer::TextAnalyzer;
///
/// let spelling = Spelling::new([("drukarka", 40), ("dziala", 90)]);
/// let mut analyzer = TextAnalyzer::builder(PolishTokenizer::default())
///     .filter(PolishSpelling::new(spelling))
///     .build();
/// let mut seen = Vec::new();
/// analyzer.token_stream("Durkarka niedziała").process(&mut |token| seen.push(token.text.clone()));
/// assert_eq!(seen, ["drukarka", "nie", "dziala"]);
/// ```
#[derive(Clone, Debug)]
pub struct PolishSpelling {
    spelling: Arc<Spelling>,
}

impl PolishSpelling {
    /// With a dictionary, to be shared where several analyzers use it.
    pub fn new(spelling: impl Into<Arc<Spelling>>) -> Self {
        Self {
            spelling: spelling.into(),
        }
    }
}

impl TokenFilter for PolishSpelling {
    type Tokenizer<T: Tokenizer> = Corrected<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Corrected<T> {
        Corrected {
            inner,
            spelling: self.spelling,
        }
    }
}

/// A tokenizer with its words corrected, made by [`PolishSpelling`].
#[derive(Clone, Debug)]
pub struct Corrected<T> {
    inner: T,
    spelling: Arc<Spelling>,
}

impl<T: Tokenizer> Tokenizer for Corrected<T> {
    type TokenStream<'a> = CorrectedTokens<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        CorrectedTokens {
            inner: self.inner.token_stream(text),
            spelling: &self.spelling,
            token: Token::default(),
            ahead: None,
            second: None,
            shift: 0,
        }
    }
}

/// Tokens of a [`Corrected`] tokenizer.
pub struct CorrectedTokens<'a, S> {
    inner: S,
    spelling: &'a Spelling,
    /// The one shown.
    token: Token,
    /// The next one of the text, looked at already.
    ahead: Option<Token>,
    /// The other half of the one shown.
    second: Option<Token>,
    /// How many positions later words stand than in the text; wraps below 0.
    shift: usize,
}

impl<S: TokenStream> CorrectedTokens<'_, S> {
    fn pull(&mut self) -> Option<Token> {
        self.inner.advance().then(|| self.inner.token().clone())
    }

    fn part<'t>(&self, token: &'t Token) -> Part<'t> {
        Part {
            word: &token.text,
            is_known: self.spelling.knows_form(&token.text),
        }
    }

    /// The two tokens as one, if the space between them is a slip.
    fn joined(&self, one: &Token, other: &Token) -> Option<Token> {
        let text = self.spelling.together(self.part(one), self.part(other))?;
        Some(Token {
            text,
            offset_to: other.offset_to,
            ..one.clone()
        })
    }

    /// The token as one known word or two, or as it was.
    fn read(&self, token: Token) -> (Token, Option<Token>) {
        let with = |text: &str| Token {
            text: text.to_owned(),
            ..token.clone()
        };
        if self.spelling.knows_form(&token.text) {
            return (token, None);
        }
        match self.spelling.read(&token.text, |_| 0.0) {
            Reading::Meant(guess) => (with(guess.text), None),
            Reading::Apart(one, other) => (with(one), Some(with(other))),
            Reading::AsWritten => (token, None),
        }
    }
}

impl<S: TokenStream> TokenStream for CorrectedTokens<'_, S> {
    fn advance(&mut self) -> bool {
        if let Some(mut second) = self.second.take() {
            self.shift = self.shift.wrapping_add(1);
            second.position = second.position.wrapping_add(1);
            self.token = second;
            return true;
        }
        let Some(mut token) = self.ahead.take().or_else(|| self.pull()) else {
            return false;
        };
        self.ahead = self.pull();
        token.position = token.position.wrapping_add(self.shift);
        let joined = self
            .ahead
            .as_ref()
            .and_then(|next| self.joined(&token, next));
        if let Some(joined) = joined {
            self.token = joined;
            self.ahead = None;
            self.shift = self.shift.wrapping_sub(1);
        } else {
            (self.token, self.second) = self.read(token);
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
