# Order of the queue, its filters, saved views, acts on several tickets at once.
queue-sort = Order
queue-sort-pilne = most urgent first
queue-sort-termin = due first (open tickets only)
queue-sort-najstarsze = oldest first
queue-sort-numer = highest number first
queue-caption-pilne = Tickets in the queue, most urgent first
queue-caption-termin = Tickets in the queue, due first
queue-caption-najstarsze = Tickets in the queue, oldest first
queue-caption-numer = Tickets in the queue, highest number first
queue-before = Previous page
queue-after = Next page
queue-filter-unassigned = unassigned only
queue-filter-waiting = waiting only
queue-ignored-kolejnosc = order “{ $value }”

views-title = Saved views
views-lead = A view is a set of filters and an order under a name of your own. Saved views stand above the queue.
views-save-title = Save this view
views-save-what = This view will be saved:
views-name = Name of the view
views-name-too-long = { $count ->
    [one] at most { $count } character, on one line
   *[other] at most { $count } characters, on one line
}
views-too-many = { $count ->
    [one] you can keep { $count } view; please delete it first
   *[other] you can keep at most { $count } views; please delete one of the saved ones first
}
views-for = For whom
views-for-me = for me only
views-for-unit = for everybody in unit { $unit }
views-save = Save the view
views-list = Views saved so far
views-none = There is no saved view yet.
views-shared = shared, { $unit }
views-shared-short = shared
views-delete = Delete
done-view-saved = The view is saved and stands above the queue.
done-view-deleted = The view is deleted.

bulk-label = With the selected tickets
bulk-next = Continue
bulk-select = Select { $number }
bulk-column-select = Selection
bulk-crumb = Several tickets at once
bulk-title = { $act }: several tickets at once
bulk-lead = The act will be done to each ticket by itself. Tickets that somebody has changed meanwhile stay as they are.
bulk-tickets = { $count ->
    [one] { $count } selected ticket
   *[other] { $count } selected tickets
}
bulk-transfer-duty = Unit, and the provision on which the transfer is based
bulk-transfer-choose = please choose
bulk-transfer-choice = If the suggestion named another unit: why?
bulk-back = Back to the queue
bulk-results-title = { $act }: what was done
bulk-results-caption = The result for each ticket
bulk-column-ticket = Ticket
bulk-column-result = Result
bulk-yes = done
bulk-no = unchanged
bulk-done = { $count ->
    [0] No ticket was changed.
    [one] { $count } ticket was changed.
   *[other] { $count } tickets were changed.
}
bulk-failed = { $count ->
    [one] { $count } ticket stayed as it was; the table says why.
   *[other] { $count } tickets stayed as they were; the table says why.
}
bulk-line-stale = The ticket has changed since the list showed it. Please open it and decide again.
bulk-line-forbidden = You may not do this to this ticket.
bulk-line-not-found = There is no such ticket.
bulk-nothing-title = Nothing was chosen
bulk-no-tickets = Please go back to the queue and select tickets in the list.
bulk-no-act = Please go back to the queue and choose what to do with the selected tickets.
