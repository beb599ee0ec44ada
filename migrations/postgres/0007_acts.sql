-- For what a ticket waits, beside its status. A waiting whose end has come is over although the row still says it.
alter table tickets add column waiting text check (waiting in ('requester', 'supplier', 'date'));
alter table tickets add column waiting_until timestamptz;
