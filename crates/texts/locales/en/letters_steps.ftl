# Letters about clocks, summaries, and closing.
