# Waiting, priority, returns with a cause: names and forms. Keys follow the names in `domain`.
