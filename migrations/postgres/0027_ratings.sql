-- What requesters say of solutions: a word for each, and a remark. Whose it is only the ticket tells. A word may be
-- changed for another until the ticket is closed; a later solution has a row of its own.
create table ratings (
    solution   uuid        not null primary key references events (id), -- the event that solved the ticket
    ticket     uuid        not null references tickets (id),
    unit       text        not null, -- that solved it
    grade      text        not null check (grade in ('good', 'fair', 'bad')),
    remark     text        not null, -- may be empty
    rated_at   timestamptz not null,
    changed_at timestamptz not null check (changed_at >= rated_at)
);
create index ratings_of_ticket on ratings (ticket, rated_at);
create index ratings_of_period on ratings (rated_at, unit, grade);
