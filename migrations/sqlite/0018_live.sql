-- The latest change of each ticket in the order in which changes were committed: what pages that stay open are told of.
-- Derived: says nothing that the tickets do not say. One row a ticket, however much happens to it.
create table ticket_changes (
    ticket blob    not null primary key references tickets (id),
    writer integer not null, -- the transaction that wrote the change; 0 where only one writes at a time
    place  integer not null
) strict;
create unique index ticket_changes_order on ticket_changes (writer, place);
insert into ticket_changes (ticket, writer, place)
select id, 0, row_number() over (order by updated_at, id) from tickets;

-- Pages of tickets that stand open before somebody. A page that is not heard of for a while counts no more.
create table presence (
    ticket  blob    not null references tickets (id),
    account blob    not null references accounts (id),
    page    blob    not null,
    doing   text    not null check (doing in ('looking', 'answering')),
    seen_at integer not null,
    primary key (ticket, account, page)
) strict;
create index presence_seen on presence (seen_at);

-- People who want no shortcuts of single keys.
create table shortcuts_off (
    account blob not null primary key references accounts (id)
) strict;
