//! The same analysis as parts of tantivy.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer};

use crate::abbreviations::written_out;
use crate::fold::fold;
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

/// Writes short forms out ([`written_out`]): `wydz.` → `wydzial`; works after any tokenizer, folded or not.
///
/// To stand before [`PolishStemmer`]; [`analyzer`] does not have it, since an index and its queries have to agree on it. Other tokens, offsets and positions are left as they are.
#[derive(Clone, Copy, Debug)]
pub struct PolishShortForms;

impl TokenFilter for PolishShortForms {
    type Tokenizer<T: Tokenizer> = Replacing<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Replacing<T> {
        Replacing {
            inner,
            replace: |text| {
                if let Some(long) = written_out(&fold(text)) {
                    long.clone_into(text);
                }
            },
        }
    }
}

/// Replaces each token by its Polish stem; works after any tokenizer, folded or not.
///
/// Offsets and positions are kept, so phrases and highlighting work as before.
#[derive(Clone, Copy, Debug)]
pub struct PolishStemmer;

impl TokenFilter for PolishStemmer {
    type Tokenizer<T: Tokenizer> = Replacing<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Replacing<T> {
        Replacing {
            inner,
            replace: |text| *text = stem_folded(fold(text)),
        }
    }
}

/// A tokenizer with the text of its tokens replaced, made by [`PolishShortForms`] and [`PolishStemmer`].
#[derive(Clone)]
pub struct Replacing<T> {
    inner: T,
    replace: fn(&mut String),
}

impl<T: Tokenizer> Tokenizer for Replacing<T> {
    type TokenStream<'a> = ReplacedTokens<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        ReplacedTokens {
            inner: self.inner.token_stream(text),
            replace: self.replace,
        }
    }
}

/// Tokens of a [`Replacing`] tokenizer.
pub struct ReplacedTokens<S> {
    inner: S,
    replace: fn(&mut String),
}

impl<S: TokenStream> TokenStream for ReplacedTokens<S> {
    fn advance(&mut self) -> bool {
        let more = self.inner.advance();
        if more {
            (self.replace)(&mut self.inner.token_mut().text);
        }
        more
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}
