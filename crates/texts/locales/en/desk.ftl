# Names of statuses, acts, priorities, refusals and faults of fields. Keys follow the names in `domain`.
