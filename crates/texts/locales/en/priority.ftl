# Letters about another priority.
letter-priority = change of priority
letter-priority_for_unit = change of priority, for the unit
mail-priority-changed-subject = Change of priority: { $subject }
mail-priority-changed-more = we will see to ticket { $number } with more urgency than before. The reason:
mail-priority-changed-less = ticket { $number } has a lower priority now, so it may take longer. The reason:
mail-priority-changed-reason = Reason for the change
mail-priority-changed-from = Priority before
mail-priority-changed-to = Priority now
mail-priority-due-first_answer = We will answer by
mail-priority-due-solution = Solution by
mail-priority-late = overdue since { $at }
mail-priority-waits = time stands still while the ticket waits
mail-priority_for_unit-subject = Priority changed to { $priority }: { $subject }
mail-priority_for_unit-opening = the priority of ticket { $number }, which you work on, has changed, and with it the due times.
mail-priority_for_unit-by = Changed by
