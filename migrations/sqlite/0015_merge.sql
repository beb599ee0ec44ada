-- Duplicates. A ticket that goes on as another one is kept as cancelled with `merged_into`, and read as merged.
alter table tickets add column merged_into blob references tickets (id);
-- As which ticket it goes on, or which go on in it: a fold of its history; null for nearly all.
alter table tickets add column merging text check (merging is null or json_valid(merging));
create index tickets_merged on tickets (merged_into) where merged_into is not null;
-- Open tickets by age, among which duplicates are looked for.
create index tickets_lately on tickets (is_open, created_at, id);
