-- Words of tickets and of what was written about them, as stems: what the search of the queue looks through.
-- Derived from tickets and events; rows may be deleted at any time and are made again when the program starts.
create table ticket_words (
    id     bigint not null generated always as identity primary key,
    ticket uuid   not null references tickets (id),
    place  bigint not null check (place >= 1), -- the event
    field  text   not null check (field in ('filed', 'requester', 'public', 'internal')),
    words  text   not null
);
create unique index ticket_words_place on ticket_words (ticket, place, field);
create index ticket_words_index on ticket_words using gin (to_tsvector('simple', words));
alter table tickets drop column search;
