//! The body of a letter as blocks, from which plain text and HTML are made alike.

/// What stands between the greeting and the signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    /// The subject line without the ticket number.
    pub(crate) subject: String,
    /// In order.
    pub(crate) blocks: Vec<Block>,
    /// Small print below the signature.
    pub(crate) notes: Vec<String>,
}

/// One block. What people typed stands only in `Facts`, `Quote` and `Entries`, where it cannot be
/// taken for the letter's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// Our own words.
    Paragraph(String),
    /// A heading over the blocks that follow.
    Heading(String),
    /// A heading below a heading.
    Subheading(String),
    /// Labels and one-line values.
    Facts(Vec<(String, String)>),
    /// People's words, or the ordinance's.
    Quote(String),
    /// An address to open, and what it opens.
    Link {
        /// What it opens.
        label: String,
        /// The address.
        url: String,
    },
    /// A history, oldest first.
    Entries(Vec<Entry>),
}

/// One line of a history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// When, as people write it.
    pub(crate) when: String,
    /// Who did what.
    pub(crate) what: String,
    /// What they wrote.
    pub(crate) words: Option<String>,
}

impl Document {
    pub(crate) fn new(subject: String) -> Self {
        Self {
            subject,
            ..Self::default()
        }
    }

    pub(crate) fn paragraph(&mut self, text: String) -> &mut Self {
        self.block(Block::Paragraph(text))
    }

    pub(crate) fn heading(&mut self, text: String) -> &mut Self {
        self.block(Block::Heading(text))
    }

    pub(crate) fn quote(&mut self, text: &str) -> &mut Self {
        self.block(Block::Quote(text.to_owned()))
    }

    /// Labels with values; empty values are left out.
    pub(crate) fn facts(&mut self, facts: Vec<(String, String)>) -> &mut Self {
        let shown = facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .collect();
        self.block(Block::Facts(shown))
    }

    pub(crate) fn link(&mut self, label: String, url: &str) -> &mut Self {
        let url = url.to_owned();
        self.block(Block::Link { label, url })
    }

    pub(crate) fn block(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    pub(crate) fn note(&mut self, text: String) -> &mut Self {
        self.notes.push(text);
        self
    }
}
