# The administrator's page: how well the router does, and what it has learned.
