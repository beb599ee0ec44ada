# Where one's own ticket stands, in a few words.
my-state-new = received, the first line is reading it
my-state-in_progress = in progress, somebody is dealing with it
my-state-handed_over = handed over, waiting to be accepted
my-state-returned = the first line is finding out who will deal with it
my-state-resolved = solved, please check
my-state-closed = finished
my-state-cancelled = withdrawn
my-state-merged = merged with another one
my-state-waiting-requester = waiting for you
my-state-waiting-supplier = waiting for a supplier
my-state-waiting-date = waiting for the agreed date
