//! The pages as a browser gets them, over a database in a temporary folder.

mod edge;
mod filing;
mod forms;
mod harness;
mod hostile;
mod letters;
mod own_tickets;
mod sign_in;
