-- What a suggestion says besides its ranking (two matters, no provision), and the least confidence of a proposal
-- at the time: with it the answer can be computed again bit for bit. Null in suggestions made before.
alter table suggestions add column note jsonb;
alter table suggestions add column threshold double precision;

-- What the first line made of a proposal: one row per hand-over of a ticket with a proposal, written with the act.
create table suggestion_choices (
    event         uuid        not null primary key references events (id),
    ticket        uuid        not null references tickets (id),
    proposed_unit text        not null,
    proposed_duty text        not null,
    chosen_unit   text        not null,
    chosen_duty   text        not null,
    reason        text        check (reason in ('other_scope', 'wrong_suggestion', 'other')), -- null: accepted, or nobody said
    words         text        not null, -- of the reason 'other'; else empty
    author        uuid,
    at            timestamptz not null
);
create index suggestion_choices_ticket on suggestion_choices (ticket);
create index suggestion_choices_at on suggestion_choices (at);
