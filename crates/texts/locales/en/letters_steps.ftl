# Letters about clocks, summaries, and closing.
letter-closing = closing
letter-reminder = reminder of a due time
letter-summary = summary
letter-to-person = the person who handles the ticket
letter-to-official = a person named in people.toml
ticket-letter-gathered = in a summary

mail-reminder-subject = Due soon: { $subject }
mail-reminder-subject-late = Late: { $subject }
mail-reminder-opening = a due time in ticket { $number } is near.
mail-reminder-opening-late = a due time in ticket { $number } has passed. Please deal with it urgently.
mail-reminder-opening-superior = a due time in ticket { $number } is near. Please support the unit that handles it.
mail-reminder-opening-superior-late = a due time in ticket { $number } has passed. Please support the unit that handles it.
mail-reminder-why = Why now
mail-reminder-rows-more = { $count ->
    [one] We left out { $count } earlier stretch of time; it is in the system.
   *[other] We left out { $count } earlier stretches of time; they are in the system.
}
mail-reminder-note = This letter changes nothing in the ticket: the same unit still handles it.

mail-summary-all = The tickets in the system
mail-summary-tickets = Tickets
mail-summary-subject-steps = { $count ->
    [one] Due times: { $count } ticket
   *[other] Due times: { $count } tickets
}
mail-summary-opening-steps = { $count ->
    [one] { $count } ticket needs attention, because its due time is near or has passed.
   *[other] { $count } tickets need attention, because their due times are near or have passed.
}
mail-summary-subject-catch-up = { $count ->
    [one] Missed due times: { $count } ticket
   *[other] Missed due times: { $count } tickets
}
mail-summary-opening-catch-up = { $count ->
    [one] for some time the system sent no reminders. Instead of separate letters we are sending one, with everything that should have been passed on: { $count } ticket.
   *[other] for some time the system sent no reminders. Instead of separate letters we are sending one, with everything that should have been passed on: { $count } tickets.
}
mail-summary-subject-letters = { $count ->
    [one] Summary ({ $kind }): { $count } ticket
   *[other] Summary ({ $kind }): { $count } tickets
}
mail-summary-opening-letters = within a short time we had many letters of one kind for you ({ $kind }). Instead of more separate letters we are sending a summary of them. All the tickets are in the system; none is lost.
mail-summary-subject-own = { $count ->
    [one] Summary ({ $kind }): { $count } ticket
   *[other] Summary ({ $kind }): { $count } tickets
}
mail-summary-opening-own = within a short time we had many letters of one kind for this address ({ $kind }). Instead of more separate letters we are sending the numbers of the tickets that they were about. Details are on the page of each ticket; signing in opens it, and so does the link shown when it was filed.

mail-closing-subject = Closed: { $subject }
mail-closing-opening = ticket { $number } was resolved { $solved } and nobody has reopened it since, so we have closed it.
mail-closing-next = You do not need to do anything. If the problem comes back, please file a new ticket and quote the number above in it.
mail-resolution-reopen-until = Just reopen the ticket and write what is wrong. You can do so up to and including { $until }; then the ticket closes by itself and you would have to file a new one.

undelivered-no-person = The person whom this letter was for is no longer there: their account is disabled, or people.toml does not name them.
