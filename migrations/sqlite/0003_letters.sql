-- The outbox: one row per letter, written in the transaction of the act that calls for it. The id also is the Message-ID.
create table jobs (
    id          blob    not null primary key,
    ticket      blob    not null references tickets (id),
    event       blob    not null references events (id),
    kind        text    not null,
    to_unit     text,             -- null: to the requester
    state       text    not null check (state in ('queued', 'sent', 'undelivered', 'discarded')),
    attempts    integer not null check (attempts >= 0),
    due_at      integer not null, -- queued: when it may be tried; for one that a worker holds, the end of its lease
    last_error  text,
    created_at  integer not null,
    finished_at integer
) strict;
create index jobs_due on jobs (due_at, id) where state = 'queued';
create index jobs_undelivered on jobs (finished_at, id) where state = 'undelivered';
create index jobs_ticket on jobs (ticket);
create index jobs_event on jobs (event);

-- Letters as they were sent.
create table letters (
    id      blob    not null primary key references jobs (id),
    ticket  blob    not null references tickets (id),
    address text    not null,
    subject text    not null,
    text    text    not null,
    html    text    not null,
    sent_at integer not null
) strict;
create index letters_recent on letters (sent_at, id);
create index letters_ticket on letters (ticket, sent_at, id);
