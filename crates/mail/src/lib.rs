//! Letters to MIME to SMTP or a folder. Decides nothing.
