# The operator's page of one ticket.
