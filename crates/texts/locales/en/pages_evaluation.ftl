# The page of an evaluation (`dyspozytor evaluate --html`) and its charts.
