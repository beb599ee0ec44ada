-- Files that people attach. The bytes are in a folder under `hash` (SHA-256); here is what is told of them. A file waits
-- (no ticket) while its form is not sent; `owner` says whose it is: `user …`, or `browser …` of somebody without account.
create table attachments (
    id         blob    not null primary key,
    ticket     blob    references tickets (id),
    event      blob    references events (id), -- with which it came
    internal   integer not null check (internal in (0, 1)), -- the requester may not have it
    owner      text    not null,
    name       text    not null check (name <> ''),
    kind       text    not null,
    size       integer not null check (size > 0),
    hash       blob    not null check (length(hash) = 32),
    created_at integer not null,
    check ((ticket is null) = (event is null))
) strict;
create index attachments_of_ticket on attachments (ticket, created_at, id);
create index attachments_of_owner on attachments (owner, created_at);
create index attachments_by_hash on attachments (hash);
create index attachments_waiting on attachments (created_at) where ticket is null;

-- What a ticket has, it keeps.
create trigger attachments_no_replace before insert on attachments
    when exists (select 1 from attachments where id = new.id) begin
    select raise(abort, 'attachments of tickets are kept');
end;
create trigger attachments_no_update before update on attachments when old.ticket is not null begin
    select raise(abort, 'attachments of tickets are kept');
end;
create trigger attachments_no_delete before delete on attachments when old.ticket is not null begin
    select raise(abort, 'attachments of tickets are kept');
end;
