# Names of statuses, acts, priorities, refusals and faults of fields. Keys follow the names in `domain`.
status-new = new
status-in_progress = in progress
status-handed_over = handed over, waiting to be accepted
status-returned = returned to the first line
status-resolved = resolved
status-closed = closed
status-cancelled = cancelled

priority-1 = critical
priority-2 = high
priority-3 = medium
priority-4 = low
priority-5 = planned

impact-low = one person
impact-medium = a few people, a room, a team
impact-high = a whole department, a building, or residents

urgency-low = can wait
urgency-medium = makes work harder
urgency-high = work is impossible

role-requester = requester
role-first_line = first-line operator
role-unit = unit staff
role-administrator = administrator

act-registered = Ticket registered
act-claimed = Claimed
act-noted = Note
act-escalated = Escalated to the second line
act-transferred = Transferred
act-accepted = Accepted
act-returned = Returned to the first line
act-resolved = Resolved
act-reopened = Reopened
act-closed = Closed
act-cancelled = Cancelled

letter-confirmation = confirmation
letter-escalation = escalation
letter-transfer = transfer
letter-return = return
letter-answer = answer
letter-resolution = solution
letter-reopening = reopening

refusal-finished = The ticket is already finished, so nothing more can be done in it. If the matter has come back, please file a new ticket.
refusal-wrong_status = This cannot be done while the ticket’s status is “{ $status }”.
refusal-unknown_unit = There is no unit { $unit }.
refusal-not_second_line = { $unit } is not a second-line unit. Only the second line can be escalated to; to other units the ticket is transferred.
refusal-needs_escalation = { $unit } is second-line support. The first line hands tickets over to it by escalation, with a full comment (§ 8 pkt 2 lit. b).
refusal-not_first_line = Only the first line can escalate. The ticket is now with { $unit }: it can be transferred or returned.
refusal-already_there = The ticket is already with { $unit }.
refusal-nothing_to_return = The ticket is with the first line, so there is nobody to return it to.
refusal-unknown_duty = The ordinance has no provision { $duty }.
refusal-foreign_duty = { $duty } is not a duty of { $unit }. Please choose one of its own provisions.
refusal-already_yours = This ticket is already yours.
refusal-fields = Please correct the marked fields.

fault-missing = This field is required.
fault-too_long = { $limit ->
    [one] The text is too long: { $limit } character at most.
   *[other] The text is too long: { $limit } characters at most.
}
fault-not_an_email = This does not look like an e-mail address. Example: anna.nowak@um.krakow.pl
fault-unknown_value = Please choose one of the options given.
