-- Files that people attach. The bytes are in a folder under `hash` (SHA-256); here is what is told of them. A file waits
-- (no ticket) while its form is not sent; `owner` says whose it is: `user …`, or `browser …` of somebody without account.
create table attachments (
    id         uuid        not null primary key,
    ticket     uuid        references tickets (id),
    event      uuid        references events (id), -- with which it came
    internal   boolean     not null, -- the requester may not have it
    owner      text        not null,
    name       text        not null check (name <> ''),
    kind       text        not null,
    size       bigint      not null check (size > 0),
    hash       bytea       not null check (octet_length(hash) = 32),
    created_at timestamptz not null,
    check ((ticket is null) = (event is null))
);
create index attachments_of_ticket on attachments (ticket, created_at, id);
create index attachments_of_owner on attachments (owner, created_at);
create index attachments_by_hash on attachments (hash);
create index attachments_waiting on attachments (created_at) where ticket is null;

-- What a ticket has, it keeps.
create function attachments_are_kept() returns trigger language plpgsql as $$
begin
    if old.ticket is not null then
        raise exception 'attachments of tickets are kept';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;
create trigger attachments_no_change before update or delete on attachments
    for each row execute function attachments_are_kept();
