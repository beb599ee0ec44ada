//! The tantivy index of the provisions: text, everyday terms, name of the unit.

use ordinance::Ordinance;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, ReloadPolicy, TantivyDocument, TantivyError, Term, doc};

/// Memory of the writer that fills the index once, in bytes; the least tantivy takes.
const WRITER_MEMORY: usize = 15_000_000;
/// What a word counts in each field.
const TEXT: f32 = 1.0;
const TERMS: f32 = 2.5;
const UNIT: f32 = 0.2;

/// BM25 over the provisions, in memory.
pub struct ProvisionIndex {
    reader: IndexReader,
    fields: Vec<(Field, f32)>,
    duties: usize,
}

impl ProvisionIndex {
    /// Indexes the provisions of `ordinance`, each with its terms: `terms[i]` belongs to the i-th duty.
    ///
    /// # Errors
    /// Those of tantivy; in memory, none is known.
    pub(crate) fn new(ordinance: &Ordinance, terms: &[String]) -> Result<Self, TantivyError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("polish")
            .set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let number = schema.add_u64_field("number", FAST);
        let text = schema.add_text_field("text", options.clone());
        let term = schema.add_text_field("terms", options.clone());
        let unit = schema.add_text_field("unit", options);
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register("polish", polish::analyzer());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, WRITER_MEMORY)?;
        let mut duties = 0;
        for (at, duty) in ordinance.duties().enumerate() {
            let name = duty
                .unit
                .as_ref()
                .and_then(|code| ordinance.unit(code))
                .map_or("", |unit| unit.name.as_str());
            writer.add_document(doc!(
                number => at as u64,
                text => ordinance.full_text(&duty.reference).unwrap_or_default(),
                term => terms.get(at).map_or("", String::as_str),
                unit => name,
            ))?;
            duties += 1;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            reader,
            fields: vec![(text, TEXT), (term, TERMS), (unit, UNIT)],
            duties,
        })
    }

    /// The BM25 score of every duty for some stems, 0 where none matches.
    ///
    /// The query is built from stems, never parsed, so no text is query syntax.
    ///
    /// # Errors
    /// Those of tantivy; in memory, none is known.
    pub fn scores<'a>(
        &self,
        stems: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<f32>, TantivyError> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for stem in stems {
            for &(field, boost) in &self.fields {
                let term = TermQuery::new(
                    Term::from_field_text(field, stem),
                    IndexRecordOption::WithFreqs,
                );
                clauses.push((
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(term), boost)),
                ));
            }
        }
        let mut scores = vec![0.0; self.duties];
        if clauses.is_empty() {
            return Ok(scores);
        }
        let searcher = self.reader.searcher();
        let found = searcher.search(
            &BooleanQuery::new(clauses),
            &TopDocs::with_limit(self.duties).order_by_score(),
        )?;
        for (score, address) in found {
            let column = searcher
                .segment_reader(address.segment_ord)
                .fast_fields()
                .u64("number")?;
            let number = column
                .first(address.doc_id)
                .and_then(|number| usize::try_from(number).ok());
            if let Some(slot) = number.and_then(|number| scores.get_mut(number)) {
                *slot = score;
            }
        }
        Ok(scores)
    }
}

impl std::fmt::Debug for ProvisionIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProvisionIndex")
            .field("duties", &self.duties)
            .finish_non_exhaustive()
    }
}
