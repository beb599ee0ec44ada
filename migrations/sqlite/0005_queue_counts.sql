-- How many tickets of a unit are in each status, for the tabs of its queue: one narrow walk, already in groups.
create index tickets_counts on tickets (unit, status);
