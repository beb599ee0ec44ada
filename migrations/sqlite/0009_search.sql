-- Words of tickets and of what was written about them, as stems: what the search of the queue looks through.
-- Derived from tickets and events; rows may be deleted at any time and are made again when the program starts.
create table ticket_words (
    id     integer not null primary key,
    ticket blob    not null references tickets (id),
    place  integer not null check (place >= 1), -- the event
    field  text    not null check (field in ('filed', 'requester', 'public', 'internal')),
    words  text    not null
) strict;
create unique index ticket_words_place on ticket_words (ticket, place, field);
create virtual table ticket_words_index using fts5 (
    words, content = 'ticket_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '3'
);
create trigger ticket_words_added after insert on ticket_words begin
    insert into ticket_words_index (rowid, words) values (new.id, new.words);
end;
create trigger ticket_words_deleted after delete on ticket_words begin
    insert into ticket_words_index (ticket_words_index, rowid, words) values ('delete', old.id, old.words);
end;
alter table tickets drop column search;
