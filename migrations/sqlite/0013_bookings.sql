-- Bookings of tickets, as they stand: a fold of the ticket's history. `number` is the sequence of the event that made one.
create table bookings (
    ticket        blob    not null references tickets (id),
    number        integer not null check (number >= 1),
    revision      integer not null check (revision >= 0),
    booking       text    not null check (json_valid(booking)),
    setup_at      integer not null,
    starts_at     integer not null,
    ends_at       integer not null check (ends_at > starts_at),
    state         text    not null check (state in ('planned', 'carried_out', 'not_carried_out', 'cancelled')),
    note          text    not null,
    changed_at    integer not null,
    primary key (ticket, number)
) strict;
create index bookings_by_end on bookings (ends_at, starts_at);
create index bookings_planned on bookings (ends_at) where state = 'planned';

-- Its one row is held by whoever books, so that two who book at the same time see each other's booking.
create table booking_turn (
    one   integer not null primary key check (one = 1),
    taken integer not null
) strict;
insert into booking_turn (one, taken) values (1, 0);
