//! Pages, forms, JSON API, sessions. Cannot send mail.
