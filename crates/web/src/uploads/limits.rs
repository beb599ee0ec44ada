//! How large files may be, and how many bytes of them anybody may keep.

/// How large files may be, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentLimits {
    /// One file.
    pub file: u64,
    /// The files of one ticket together.
    pub ticket: u64,
    /// What one person has attached to tickets that are not finished, or not sent yet.
    pub person: u64,
    /// The files of one ticket when they come from somebody who has not signed in; also one such file.
    pub visitor: u64,
}

/// A megabyte, as people count: 1,000,000 bytes.
const MEGABYTE: u64 = 1_000_000;

impl AttachmentLimits {
    /// The same in megabytes of a million bytes.
    #[must_use]
    pub fn of_megabytes(file: u32, ticket: u32, person: u32, visitor: u32) -> Self {
        let bytes = |megabytes: u32| u64::from(megabytes) * MEGABYTE;
        Self {
            file: bytes(file),
            ticket: bytes(ticket),
            person: bytes(person),
            visitor: bytes(visitor),
        }
    }

    /// The longest file that somebody may send.
    pub(crate) fn file_of(&self, is_person: bool) -> u64 {
        if is_person {
            self.file
        } else {
            self.file.min(self.visitor)
        }
    }

    /// The most that one ticket may get from somebody.
    pub(crate) fn ticket_of(&self, is_person: bool) -> u64 {
        if is_person { self.ticket } else { self.visitor }
    }
}

impl Default for AttachmentLimits {
    fn default() -> Self {
        Self::of_megabytes(25, 100, 500, 20)
    }
}
