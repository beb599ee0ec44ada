# The operator's page of one ticket.
ticket-crumb = Queue
ticket-holder = Unit
ticket-assignee = Handled by
ticket-nobody = nobody
ticket-colleague = somebody else of the unit
ticket-filed = Filed
ticket-impact = Affects
ticket-urgency = Urgency
ticket-duty = Basis
ticket-body = What happened
ticket-body-more = Show the rest of the description ({ $count ->
    [one] { $count } more character
   *[other] { $count } more characters
})
ticket-marked-hint = The marked words decided the suggestion.
ticket-requester = Requester
ticket-requester-name = Name
ticket-requester-department = Department
ticket-requester-room = Room
ticket-requester-phone = Telephone
ticket-requester-email = E-mail
ticket-not-given = not given

suggestion-title = Suggestion
suggestion-proposed = Competent unit
suggestion-unsure = Unsure, the first line decides
suggestion-unsure-why = The words of the ticket do not clearly point to one unit. Below are those that fit best.
suggestion-nothing = No word of the ticket matches the duties in the ordinance. The first line decides.
suggestion-missing = No suggestion was stored with this ticket. The first line decides.
suggestion-confidence-certain = very sure
suggestion-confidence-likely = fairly sure
suggestion-confidence-possible = possible
suggestion-confidence-weak = not very sure
suggestion-words = Words that decided
suggestion-no-words = the whole text decided, no word by itself
suggestion-other-duties = Other provisions of this unit that fit
suggestion-runners-up = Other possible units
suggestion-escalate = Escalate to { $unit }
suggestion-transfer = Transfer to { $unit }
suggestion-already-here = The ticket is already with this unit.
suggestion-versions = Ordinance { $ordinance } · vocabulary { $vocabulary }
suggestion-first-line = first line
suggestion-second-line = second line

acts-title = What you can do
acts-none-final = The ticket is finished, so nothing more can be done in it. If the matter has come back, please file a new ticket.
acts-none-elsewhere = The ticket is now with { $unit }, and only that unit can do something in it.
acts-escalate = Escalate to the second line
acts-escalate-hint = With a full comment (§ 8 pkt 2 lit. b).
acts-transfer = Transfer to another unit
acts-transfer-hint = With a reason and a basis.

act-form-claimed-title = Claim
act-form-claimed-take-over = Take over from the person who handles it
act-form-claimed-hint = The ticket will be assigned to you.
act-form-claimed-button = Claim the ticket
act-form-accepted-title = Accept
act-form-accepted-hint = The unit confirms that it will deal with the ticket. It will be assigned to you.
act-form-accepted-button = Accept the ticket
act-form-noted-title = Add a note
act-form-noted-label = Text of the note
act-form-noted-button = Save the note
act-form-noted-who = Who will read it
act-form-noted-internal = Internal
act-form-noted-internal-hint = Only staff see it. Nobody gets a letter.
act-form-noted-public = Answer to the requester
act-form-noted-public-hint = The requester sees it on the page and gets it by e‑mail.
act-form-returned-title = Return to the first line
act-form-returned-label = Reason for the return
act-form-returned-hint = What is missing, or why this is not the unit’s duty. The first line will read it in a letter.
act-form-returned-button = Return the ticket
act-form-resolved-title = Resolve
act-form-resolved-label = Solution
act-form-resolved-hint = In simple words: what the cause was and what was done. The requester gets this text by e‑mail and can reopen the ticket.
act-form-resolved-button = Save the solution
act-form-reopened-title = Reopen
act-form-reopened-label = What still does not work
act-form-reopened-hint = The ticket goes back to the unit that resolved it.
act-form-reopened-button = Reopen
act-form-closed-title = Close
act-form-closed-hint = Once closed, nothing more can be done in the ticket.
act-form-closed-button = Close the ticket
act-form-cancelled-title = Cancel
act-form-cancelled-label = Reason for cancelling
act-form-cancelled-hint = For example a repeated or withdrawn ticket. This cannot be undone.
act-form-cancelled-button = Cancel the ticket

history-title = History
history-by = { $name }, { $unit }
history-by-requester = { $name }, requester
history-registered = The ticket came to the first line ({ $unit }).
history-claimed = The ticket is handled by { $name }.
history-accepted = The unit accepted the ticket; it is handled by { $name }.
history-closed = The ticket was closed.
history-to = To
history-duty = Basis
history-reason = Reason
history-solution = Solution
history-symptoms = Symptoms
history-tried = What was checked
history-why = Why the first line could not solve it
history-contact = How to reach the requester
history-internal = Internal note
history-internal-hint = only staff see it
history-public = Answer to the requester
history-public-requester = Message from the requester
history-public-hint = the requester sees it too

ticket-letters = Letters
ticket-letters-none = No letter has been sent from this ticket yet.
ticket-letter-to-requester = to the requester
ticket-letter-to-unit = to { $unit }
ticket-letter-queued = waiting to be sent
ticket-letter-sent = sent
ticket-letter-undelivered = could not be delivered
ticket-letter-discarded = given up
ticket-letter-show = Show the letter

# Hand-over pages.
hand-over-back = Back to the ticket
field-unit = Unit
hand-over-show-duties = Show the provisions of the chosen unit
hand-over-choose-first = Please choose a unit and press “Show the provisions of the chosen unit”. What you typed will stay.
field-duty = Basis: a duty of this unit
hint-duty = The provision goes into the letter and the history.
hand-over-suggested = suggested
hand-over-other-duties = { $count ->
    [one] { $count } other provision of this unit
   *[other] { $count } other provisions of this unit
}
hand-over-other-units = { $count ->
    [one] { $count } other unit
   *[other] { $count } other units
}
hand-over-why = { $duty } fits, { $confidence }
hand-over-why-words = { $duty } fits, { $confidence }; words: { $words }
hand-over-text = Description of the ticket
fault-no-unit = Please choose a unit.
fault-no-duty = Please choose the provision by which the ticket goes to this unit.
fault-not-a-duty = We could not read this provision. Please choose it from the list.

escalation-title = Escalation to the second line: { $number }
escalation-heading = Escalation to the second line
escalation-lead = The second line will get a letter with the full comment, the description of the ticket and the basis. All fields are required.
escalation-comment = Full comment
field-comment-symptoms = Symptoms
hint-comment-symptoms = What exactly happens, since when, to whom. The description of the ticket is filled in: please shorten or complete it.
field-comment-tried = What was checked
hint-comment-tried = The first line’s steps and their results, so that nobody repeats them.
field-comment-why_not_solved = Why the first line could not solve it
hint-comment-why_not_solved = For example missing permissions, a fault on the server’s side, knowledge of the second line needed.
field-comment-contact = How to reach the requester
hint-comment-contact = Telephone, room, the hours when they can be called.
escalation-button = Escalate the ticket

transfer-title = Transfer to another unit: { $number }
transfer-heading = Transfer to another unit
transfer-lead = The ticket will go to the unit whose duty the matter is. The unit will get a letter with the reason and the basis.
transfer-second-line = To the second line ({ $units }) the first line escalates tickets, with a full comment.
transfer-second-line-link = Go to the escalation
field-reason = Reason
hint-reason = One or two sentences: why this unit.
transfer-button = Transfer the ticket

# Somebody was faster.
stale-title = The ticket changed in the meantime
stale-lead = Nothing was saved, because something in ticket { $number } has changed since this page was opened. What you typed is below.
stale-what = What changed
stale-nothing-known = It is not known which version of the ticket the page showed. Please look through it.
stale-again = Send again
stale-again-hint = If it still makes sense after this change, you can send the form again.
stale-not-possible = After this change it can no longer be done. You can copy what you typed.
stale-typed = What you typed
stale-open = Open the ticket

form-refused = This could not be done

done-desk-claimed = The ticket is assigned to you.
done-desk-noted-internal = The internal note is saved.
done-desk-noted-public = The answer is saved. The requester will get it by e‑mail.
done-desk-escalated = The ticket has been handed over to the second line. The letter is on its way.
done-desk-transferred = The ticket has been transferred to the competent unit. The letter is on its way.
done-desk-accepted = The ticket has been accepted.
done-desk-returned = The ticket has gone back to the first line.
done-desk-resolved = The solution is saved. The requester will get it by e‑mail.
done-desk-reopened = The ticket has been reopened.
done-desk-closed = The ticket has been closed.
done-desk-cancelled = The ticket has been cancelled.
