# The queue.
