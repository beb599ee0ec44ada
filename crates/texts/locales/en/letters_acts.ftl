# Letters about waiting, answers that were waited for, and returns with a cause.
