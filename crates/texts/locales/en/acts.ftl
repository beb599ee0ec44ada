# Waiting, priority, returns with a cause: names and forms. Keys follow the names in `domain`.
act-paused = Put on hold
act-resumed = Resumed
act-priority_changed = Priority changed

letter-pause = on hold
letter-reply = reply from the requester

refusal-no_full_comment = Tickets are not escalated to { $unit }, so it was given no full comment.
refusal-not_waiting = The ticket is not waiting for anything now.
refusal-same_priority = The impact and urgency are like that already. Please change at least one of them.

fault-not_within_a_year = Please give a day and time in the future, no more than a year ahead.
fault-not_a_moment = We could not read this date. Example: 2026-12-03 10:30

waiting-requester = for the requester
waiting-supplier = for the supplier
waiting-date = for an agreed date
waiting-badge = waiting { $what }
waiting-badge-until = waiting { $what }, until { $until }

comment-symptoms = symptoms
comment-tried = what was checked
comment-why_not_solved = why the first line could not solve it
comment-contact = how to reach the requester

act-form-paused-title = Ask the requester, or put on hold
act-form-paused-label = Explanation for the requester
act-form-paused-hint = What we are waiting for and what happens next. The requester gets this text by e‑mail. While the ticket waits, its clock stands still.
act-form-paused-button = Put the ticket on hold
act-form-paused-why = What it is waiting for
act-form-paused-why-requester = The requester
act-form-paused-why-requester-hint = The requester’s reply resumes the ticket by itself.
act-form-paused-why-supplier = A supplier
act-form-paused-why-supplier-hint = For example a spare part, a repair, or an answer from the manufacturer.
act-form-paused-why-date = An agreed date
act-form-paused-why-date-hint = Please give the date below.
act-form-paused-until = Until when
act-form-paused-until-hint = At this time the ticket goes back to work by itself. Required for an agreed date; otherwise it can stay empty.
act-form-resumed-title = Resume
act-form-resumed-hint = The ticket stops waiting and its clock runs again.
act-form-resumed-button = Resume the ticket
act-form-priority_changed-title = Change the priority
act-form-priority_changed-label = Reason for the change
act-form-priority_changed-hint = Only staff will see it. Time that the ticket spent waiting stays counted as before.
act-form-priority_changed-button = Save the change
act-form-priority_changed-impact = Who is affected
act-form-priority_changed-urgency = Urgency
act-form-returned-cause = What was wrong
act-form-returned-cause-other = Something else
act-form-returned-cause-other-hint = The reason below is enough.
act-form-returned-cause-incomplete_comment = Incomplete comment
act-form-returned-cause-incomplete_comment-hint = Please tick the parts that say too little. We count such returns so that the first line knows what to improve (§ 8 pkt 3).
act-form-returned-cause-not_competent = It is another unit’s duty
act-form-returned-cause-not_competent-hint = Please choose the provision that says so.
act-form-returned-parts = What the comment lacks
act-form-returned-points-to = The provision and the unit that the matter belongs to
act-form-returned-points-to-none = none

history-resumed = The ticket is no longer waiting and work on it goes on.
history-waits = Waiting
history-until = Until when
history-pause-reason = Explanation for the requester
history-impact = Affects
history-urgency = Urgency
history-priority = Priority
history-priority-value = { $number } ({ $name })
history-incomplete = Incomplete comment
history-points-to = Competent unit

my-event-paused = We are waiting { $what }
my-event-resumed = Work on the ticket goes on
my-event-priority_changed = The priority of the ticket was changed
my-now-waiting-requester = The ticket is waiting for your reply. Just write a message below and we will get back to work.
my-now-waiting-supplier = The ticket is waiting for a supplier. We will get back to work as soon as we can.
my-now-waiting-date = The ticket is waiting for an agreed date.
my-now-waiting-until = We will wait until { $until } at the latest.

done-desk-paused = The ticket is on hold. The requester will get the explanation by e‑mail.
done-desk-resumed = The ticket has been resumed.
done-desk-priority_changed = The priority has been changed.

# Two units that do not agree, and their superior.
act-decided = Decision of the superior
letter-arbitration = request for a decision
letter-ruling = decision
letter-to-arbiter = to the superior of both units
refusal-awaits_decision = The superior of both units is now deciding whether the ticket belongs to { $unit }. Please wait for the decision.
refusal-settled = The superior of both units has already decided this matter, so the ticket cannot be sent to { $unit } again. You can transfer it to another unit or resolve it.
refusal-no_dispute = There is nothing to decide in this ticket.
refusal-not_of_the_two = { $unit } is not one of the two units that disagree.
dispute-badge = { $post } decides ({ $one }, { $other })
my-event-decided = A superior decided that { $unit } will deal with the ticket
done-desk-decided = The decision is saved. Both units will get it in a letter.
ruling-title = Decision: { $number }
ruling-heading = Which unit should deal with this?
ruling-lead = The ticket has gone back between the same two units for the third time. The decision of their common superior binds both: the ticket will not go back between them again.
ruling-post = Decided by: { $post }.
ruling-form = Decision
ruling-duty = The unit and its duty
ruling-duty-hint = Please choose the provision by which the matter belongs to this unit.
ruling-choose = please choose
ruling-button = Save the decision
history-by-superior = { $name }, on behalf of the superior of both units

# Child tasks.
act-task_given = Task given
act-task_taken = Task accepted
act-task_ended = Task ended
letter-task = task
letter-task_result = task result
refusal-no_remote_hands = Remote hands are requested by the second line and provided by the unit to which the ordinance gives them (§ 15 pkt 8).
refusal-task_ended = This task has already ended.
task-kind-remote_hands = remote hands
task-kind-part = part of the work
task-state-open = waiting to be accepted
task-state-taken = in progress
task-state-done = done
task-state-declined = could not be done
task-state-withdrawn = withdrawn
my-event-task = Another unit is working on the ticket too
done-desk-task_given = The task has been given. The unit will get a letter, and the ticket stays where it was.
done-desk-task_taken = The task has been accepted.
done-desk-task_ended = The task has ended. The other side will get a letter.
tasks-title = Tasks
tasks-give = Give another unit a task
tasks-give-hint = Remote hands or part of the work; the ticket stays where it is.
tasks-number = Task { $number }
tasks-mine = Tasks for your unit
task-give-title = Giving a task: { $number }
task-give-heading = Giving a task
task-give-lead = The unit will get a letter. The ticket keeps its unit and status; the result of the task comes back here.
task-give-button = Give the task
task-what = What to do
task-place = Where
task-contact = Contact on site
task-unit = Unit
task-result = Result
task-take = Accept the task
task-act-title = End the task
task-done = Done
task-decline = Could not be done
task-withdraw-title = Withdraw the task
task-withdraw = Withdraw the task
task-back = Back to the ticket
field-task-duty = Unit and basis
hint-task-duty = Remote hands are provided by the unit of § 15 pkt 8. Part of the work can be given to any unit, with its duty.
field-kind = Kind of task
field-place = Where
hint-place = Building and room. Required for remote hands and bookings.
field-contact = Contact on site
hint-contact = Who will open the door and show the way. Required for remote hands.
field-what = What to do
field-result = Result or reason
history-task = Task
history-task-what = What to do
history-task-place = Where
history-task-contact = Contact on site
history-task-how = How it ended
history-task-result = Result

# How often escalations came back for their comment.
quality-title = Quality of escalations
quality-lead = How many escalations came back because the comment was incomplete (§ 8 pkt 3), and what it lacked.
quality-days = { $count ->
    [one] The last day
   *[other] The last { $count } days
}
quality-what = What is counted
quality-escalated = Escalations
quality-incomplete = Returns for an incomplete comment
quality-part = Too little about: { $part }
quality-not-competent = Returns pointing to another unit
