//! The same analysis as parts of tantivy.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer};

use crate::stem::stem_folded;
use crate::words::Words;

/// Folding, words and stems in one analyzer, to be registered with an index:
///
/// ```
/// # use tantivy::{Index, schema::Schema};
/// # let index = Index::create_in_ram(Schema::builder().build());
/// index.tokenizers().register("polish", polish::analyzer());
/// ```
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(PolishTokenizer::default())
        .filter(PolishStemmer)
        .build()
}

/// Cuts a text into folded words, as [`words`](crate::words()) does; offsets point into the text as typed.
#[derive(Clone, Debug, Default)]
pub struct PolishTokenizer {
    token: Token,
}

impl Tokenizer for PolishTokenizer {
    type TokenStream<'a> = PolishTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PolishTokens<'a> {
        self.token.reset();
        PolishTokens {
            words: Words::new(text),
            token: &mut self.token,
        }
    }
}

/// Tokens of a [`PolishTokenizer`].
pub struct PolishTokens<'a> {
    words: Words<'a>,
    token: &'a mut Token,
}

impl TokenStream for PolishTokens<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.range.start;
        self.token.offset_to = word.range.end;
        self.token.text = word.folded;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Replaces each token by its Polish stem; works after any tokenizer, folded or not.
///
/// Offsets and positions are kept, so phrases and highlighting work as before.
#[derive(Clone, Copy, Debug)]
pub struct PolishStemmer;

impl TokenFilter for PolishStemmer {
    type Tokenizer<T: Tokenizer> = StemmingTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemmingTokenizer<T> {
        StemmingTokenizer { inner }
    }
}

/// A tokenizer with its tokens stemmed, made by [`PolishStemmer`].
#[derive(Clone)]
pub struct StemmingTokenizer<T> {
    inner: T,
}

impl<T: Tokenizer> Tokenizer for StemmingTokenizer<T> {
    type TokenStream<'a> = StemmedTokens<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemmedTokens {
            inner: self.inner.token_stream(text),
        }
    }
}

/// Tokens of a [`StemmingTokenizer`].
pub struct StemmedTokens<S> {
    inner: S,
}

impl<S: TokenStream> TokenStream for StemmedTokens<S> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let token = self.inner.token_mut();
        let word = crate::fold::fold(&token.text);
        token.text = stem_folded(word);
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}
