# Clocks: due times, time left, and why.
