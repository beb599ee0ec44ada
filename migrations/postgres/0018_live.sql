-- The latest change of each ticket in the order in which changes were committed: what pages that stay open are told of.
-- Derived: says nothing that the tickets do not say. One row a ticket, however much happens to it.
create sequence ticket_change_places as bigint;
create table ticket_changes (
    ticket uuid   not null primary key references tickets (id),
    writer bigint not null, -- the transaction that wrote the change; 0 where only one writes at a time
    place  bigint not null
);
create unique index ticket_changes_order on ticket_changes (writer, place);
insert into ticket_changes (ticket, writer, place)
select id, 0, nextval('ticket_change_places') from (select id from tickets order by updated_at, id) as in_order;

-- Pages of tickets that stand open before somebody. A page that is not heard of for a while counts no more.
create table presence (
    ticket  uuid        not null references tickets (id),
    account uuid        not null references accounts (id),
    page    uuid        not null,
    doing   text        not null check (doing in ('looking', 'answering')),
    seen_at timestamptz not null,
    primary key (ticket, account, page)
);
create index presence_seen on presence (seen_at);

-- People who want no shortcuts of single keys.
create table shortcuts_off (
    account uuid not null primary key references accounts (id)
);
