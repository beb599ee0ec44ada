# Second line: who in the unit has a ticket, and both clocks.
act-put_down = Put down within the unit
act-form-put_down-title = Put down within the unit
act-form-put_down-hint = The ticket stays in the unit, but nobody handles it. Anybody in the unit may claim it.
act-form-put_down-button = Put down within the unit
history-put_down = { $name } no longer handles the ticket. Anybody in the unit may claim it.
my-event-put_down = Somebody else in the same unit will take over
done-desk-put_down = The ticket has been put down. Anybody in the unit may claim it.
refusal-nobodys_yet = Nobody handles this ticket at the moment.
