//! What a ticket is and how it may change. Pure: no input or output, no clock, no SQL, no HTML.
