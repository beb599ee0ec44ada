# Duplicates: a ticket that goes on as another one.
status-merged = merged
act-merged = Merged with another ticket
act-parted = Taken apart
act-absorbed = A ticket about the same joined
act-released = A joined ticket left
act-heard = Message from a merged ticket
letter-merge = merge of tickets
letter-parting = tickets taken apart
letter-to-requester-of = requester of a merged ticket
ticket-letter-to-requester-of = to the requester of a merged ticket

history-merged-into = Merged with
history-parted-from = Taken apart from
history-duplicate = Ticket
history-heard = Message

refusal-merged = This ticket goes on as { $into }. Please do it there.
refusal-merge_itself = A ticket cannot be merged with itself. Please give the number of another ticket.
refusal-merge_chain = Ticket { $number } goes on as { $into }. Please merge with { $into }.
refusal-merge_has_duplicates =
    { $count ->
        [one] { $numbers } already goes on in this ticket, so it cannot become part of another one. Please merge the other way round: that ticket with this one.
       *[other] { $numbers } already go on in this ticket, so it cannot become part of another one. Please merge the other way round: that ticket with this one.
    }
refusal-merge_not_open = Ticket { $number } is { $status }, and merging is possible only with an open one. If the matter has come back, please reopen it first or handle this ticket by itself.
refusal-merge_handed_over = The ticket waits for { $unit } to accept it. It can be merged once { $unit } has accepted or returned it.
refusal-merge_open_tasks =
    { $count ->
        [one] The ticket has a task for another unit that has not ended. Please wait for its result or withdraw it first.
       *[other] The ticket has tasks for other units that have not ended. Please wait for their results or withdraw them first.
    }
refusal-merge_booked = The ticket has a booking. Please say whether it was carried out, or call it off, first.
refusal-merge_security = Security incidents are not merged with other tickets: each has due times and reports of its own that the law demands.
refusal-merge_in_outage = The ticket is attached to an outage and its requester gets news of it. To merge it, please detach it from the outage first.
refusal-not_merged = These tickets are not merged.

clock-cause-parted = Tickets taken apart
clock-row-merged = the matter was handled in another ticket
clock-merged = { $what } not counted since { $at }, because the matter is handled in another ticket
clock-merged-late = { $what } overdue; not counted further since { $at }, because the matter is handled in another ticket

# Letters.
mail-merge-subject = We have merged tickets: { $subject }
mail-merge-opening = somebody else has reported the same matter, or it was reported before. We therefore handle ticket { $number } together with { $into }.
mail-merge-nothing-lost = You need not do anything. What you wrote is before us, and we will write to you about answers and the solution as before.
mail-merge-answer = If it is a different matter after all, please tell us so on the page of the ticket.
mail-parting-subject = We handle your ticket by itself: { $subject }
mail-parting-opening = we handle ticket { $number } by itself again.
mail-parting-before = For some time it was merged with { $from }. Why they were taken apart:
mail-page-together = We handle the matter together with { $number }.

# The requester's page.
my-now-merged = We handle this matter in another ticket.
my-merged = We handle this matter together with { $number }, because it is about the same. We have everything you wrote, and we will write to you about answers and the solution as before.
my-merged-solved = The matter is solved. If something still does not work for you, please tell us.
my-merged-badge = together with { $number }
my-merged-own = That ticket is yours as well:
my-act-parted-title = It still does not work for me
my-act-parted-label = What happens
my-act-parted-hint = We will then open this ticket again, by itself.
my-act-parted-button = Open my ticket again
my-event-merged = We handle the matter together with { $number }
my-event-parted = We handle the ticket by itself again

# At the desk.
merge-act = Merge with another ticket
merge-act-hint = When the same has already been reported.
part-act = Take the tickets apart
part-act-hint = When it is a different matter after all.
merge-title = Merge ticket { $number }
merge-heading = Merge with another ticket
merge-lead = When two people have reported the same, ticket { $number } can become part of the other one. No word and no requester gets lost.
field-merge-main = Number of the other ticket
hint-merge-main = The matter will go on there, for example ZG-2026-000123.
merge-show = Show both side by side
merge-no-such = There is no such ticket. Please check the number.
merge-preview = What will become one
merge-this = This ticket will end
merge-main = The matter will go on here
merge-requester = Requester
merge-department = Requester’s department
merge-holds = Held by
merge-filed = Filed
merge-body = Description
merge-what-title = What will happen
merge-what-told = The requester ({ $name }) will be told by letter that we handle the matter as { $main }, and will get letters about it: answers, questions and the solution.
merge-what-told-same = Both tickets have the same requester's address. They will be told of the merge, and then get each letter only once.
merge-what-words = The description and notes of { $number } can be read in { $main }, and the search finds both tickets.
merge-what-private = Neither requester will see the words of the other.
merge-what-clocks = The due times of { $number } stop; those of { $main } run on as before.
merge-what-back = The merge can be undone: { $number } then returns to where it was.
field-merge-reason = Why it is the same matter
hint-merge-reason = For your colleagues; may be left empty. The requesters will not see it.
merge-button = Merge { $number } with { $main }
merge-swap = Merge the other way round: { $main } becomes part of { $number }
merge-other = Give another number
merge-cannot = These tickets cannot be merged
merge-stale = Somebody has changed one of these tickets meanwhile, and nothing has been merged yet. Below is what changed. The reason you typed is kept.
merge-changed = What changed in { $number }
done-desk-merged = The tickets are merged. The requester will get a letter.
done-desk-parted = The tickets are taken apart. The requester will get a letter.
part-title = Take ticket { $number } apart
part-heading = Take the tickets apart
part-lead = Ticket { $number } is now part of { $main }. Once taken apart it returns to where it was before the merge, and its due times run again.
field-part-reason = Why
hint-part-reason = The requester will read this in a letter.
part-button = Take apart
part-back = Back to the ticket
part-stale = Somebody has changed one of these tickets meanwhile. Below is what changed. The reason you typed is kept.
merged-notice-title = The matter goes on as { $number }
merged-notice = Merged { $at }. The requester gets letters about the matter, and their messages are seen in { $number }.
merged-notice-part = Take apart
duplicates-title = Merged tickets
duplicates-hint = They reported the same. Each of them gets letters about this matter and does not see the words of the others.
duplicates-since = joined { $at }
duplicates-history = History and notes
duplicates-contact = Contact
similar-title = Has this been reported already?
similar-hint = Open tickets with similar words.
similar-into = Merge this ticket with { $number }
similar-from = Merge { $number } with this ticket
similar-filed = { $name }, { $at }
