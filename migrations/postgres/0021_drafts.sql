-- Words that somebody has typed into a form and not sent yet; `owner` as of attachments, `form` is the address it is sent to.
create table drafts (
    owner    text        not null,
    form     text        not null,
    fields   jsonb       not null, -- [[name, words], …]
    saved_at timestamptz not null,
    primary key (owner, form)
);
create index drafts_by_age on drafts (saved_at);
