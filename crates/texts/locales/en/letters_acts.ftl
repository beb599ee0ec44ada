# Letters about waiting, answers that were waited for, and returns with a cause.
mail-pause-subject = Ticket on hold: { $subject }
mail-pause-opening-requester = we are waiting for your reply about ticket { $number }:
mail-pause-opening-supplier = ticket { $number } is now waiting for a supplier:
mail-pause-opening-date = ticket { $number } is waiting for an agreed date:
mail-pause-until = Until
mail-pause-answer = Just reply on the page of the ticket. As soon as we have your reply, we will get back to work.
mail-pause-no-answer = You do not need to do anything. We will write when something changes.

mail-reply-subject = Reply from the requester, priority { $priority }: { $subject }
mail-reply-opening = the requester has replied in ticket { $number }, which was waiting for it. The ticket has been resumed.
mail-reply-by = Reply by
mail-reply-text = Reply

mail-return-incomplete = Incomplete comment: what was missing
mail-return-points-to = The unit that the return points to

# Two units that do not agree, and their superior.
mail-arbitration-subject = Request for a decision, priority { $priority }: { $subject }
mail-arbitration-opening = ticket { $number } has gone back between two units for the third time. As their common superior, please decide which of them should deal with it. One form is all there is to fill in.
mail-arbitration-by = Last sent on by
mail-arbitration-between = Units that do not agree
mail-ruling-subject = Decision, priority { $priority }: { $subject }
mail-ruling-opening = the common superior has decided which unit will deal with ticket { $number }. The decision binds both units.
mail-ruling-by = Decided by
mail-ruling-to = The ticket will be dealt with by
undelivered-no-arbiter = It is not known who decides between these units: people.toml names nobody.

# Child tasks.
mail-task-subject = Task, priority { $priority }: { $subject }
mail-task-opening = please carry out a task in ticket { $number }. The ticket itself stays with the unit that asks for it.
mail-task-by = Asked by
mail-task-what = What to do
mail-task-kind = Kind
mail-task-place = Where
mail-task-contact = Contact on site
mail-task_result-subject = Task result, priority { $priority }: { $subject }
mail-task_result-opening = a task in ticket { $number } has ended.
mail-task_result-by = Ended by
