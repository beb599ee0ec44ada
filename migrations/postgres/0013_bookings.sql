-- Bookings of tickets, as they stand: a fold of the ticket's history. `number` is the sequence of the event that made one.
create table bookings (
    ticket        uuid        not null references tickets (id),
    number        bigint      not null check (number >= 1),
    revision      bigint      not null check (revision >= 0),
    booking       jsonb       not null,
    setup_at      timestamptz not null,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null check (ends_at > starts_at),
    state         text        not null check (state in ('planned', 'carried_out', 'not_carried_out', 'cancelled')),
    note          text        not null,
    changed_at    timestamptz not null,
    primary key (ticket, number)
);
create index bookings_by_end on bookings (ends_at, starts_at);
create index bookings_planned on bookings (ends_at) where state = 'planned';

-- Its one row is held by whoever books, so that two who book at the same time see each other's booking.
create table booking_turn (
    one   bigint primary key check (one = 1),
    taken bigint not null
);
insert into booking_turn (one, taken) values (1, 0);
