# Outages: what fails for many people at once (§ 8 pkt 1).
nav-outages = Outages
letter-outage_news = news of an outage
act-outage_joined = Attached to an outage
act-outage_left = Detached from an outage
history-outage = Outage
my-event-outage_joined = Your ticket is part of an outage that affects many people
my-event-outage_left = Your ticket is no longer part of the outage: we deal with it by itself
refusal-outage_ended = This outage is already over.
refusal-outage_lasts = This outage is not over.
refusal-in_outage = This ticket is already attached to an outage.
refusal-not_in_outage = This ticket is not attached to this outage.
refusal-security_matter = A security incident is not attached to an outage.
fault-not_lately = give a moment of the last 31 days, not later than now

done-outage-declared = The outage is declared.
done-outage-reworded = The announcement is changed. Nobody got a letter about it.
done-outage-updated = The news is published. Each address gets one letter.
done-outage-resolved_all = The tickets are being resolved. The result of each is below; you may close this page.
done-outage-ended = The outage is over.
done-outage-reopened = The outage is open again.
done-outage-joined = Attached to the outage.
done-outage-left = Detached from the outage.
done-outage-apart = Noted: this ticket is not about that outage.
done-outage-me-too = We have your ticket. We will e-mail you when something changes.

outage-list-title = Outages
outage-list-lead = An outage affects many people at once. Everybody is told the same, and nobody has to describe it again.
outage-list-lasting = Going on
outage-list-none = There is no outage at the moment.
outage-list-past = Over
outage-list-past-none = There has been no outage yet.
outage-declare = Declare an outage
outage-propose = Outages are declared by the first line or its superiors. If you notice one, propose it by an internal note on a ticket.
outage-since = Since { $since }
outage-lasted = { $since } – { $until }
outage-ended-badge = over
outage-lasts-badge = going on
outage-audience = Who sees it
outage-audience-everyone = Everybody, also without signing in
outage-audience-signed_in = Only people who are signed in
outage-latest = Latest news
outage-news = What is known
outage-open = Details
outage-tickets = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
outage-tickets-open = { $count ->
    [one] { $count } of them open
   *[other] { $count } of them open
}

outage-banner-title = { $count ->
    [one] We know of an outage
   *[other] We know of outages
}
outage-banner-hint = If this is your problem, you need not describe it.
outage-me-too = This affects me too
outage-me-too-hint = One click files a ticket and attaches it to the outage. We will e-mail you about every change.
outage-me-too-already = You have a ticket attached to this outage
outage-me-too-visitor = This affects me too: give an address
outage-me-too-chosen = The ticket will be attached to the outage “{ $title }”. The description is filled in; you may add to it.
outage-me-too-body = The announced outage affects me too: { $title }.
outage-me-too-other = It is not this outage: report something else

outage-form-title = Announcement of an outage
outage-form-lead = Everybody affected will read these words. Please write plainly: what does not work, for whom, and what can be done meanwhile.
outage-form-from = Ticket { $number } will be attached at once.
outage-form-edit = Words of the announcement
outage-form-edit-lead = This mends what the pages show. No letters are sent because of it; that is what news is for.
outage-form-declare = Declare the outage
outage-form-save = Save the words
field-outage-title = Title
hint-outage-title = One sentence, such as “E-mail does not work”. No names and no technical details.
field-outage-description = Description for everybody
hint-outage-description = At most 2,000 characters.
field-outage-since = Since when
field-outage-audience = Who is to see the outage
hint-outage-audience = People whose tickets are attached always see it.

outage-update-title = News for everybody
hint-outage-update = It appears on the pages, and each address with an attached ticket gets it in one letter, however many tickets it has.
outage-update-button = Publish the news
field-outage-update = Words of the news
field-outage-end = What happened and how it was mended
field-outage-reopen = What still does not work
outage-resolve-title = Resolve all tickets
hint-outage-solution = Each ticket gets a resolution of its own with these words, and a letter of its own. Tickets held by another unit stay as they are and are named in the result.
outage-resolve-button = { $count ->
    [one] Resolve { $count } ticket
   *[other] Resolve { $count } tickets
}
field-outage-solution = Solution
outage-end-title = End the outage
hint-outage-end = The banner goes from the pages. Tickets that are still open stay in the queue, and their requesters get these words.
outage-end-button = End the outage
outage-reopen-title = Reopen the outage
hint-outage-reopen = The outage returns to the pages, and requesters of attached tickets get these words.
outage-reopen-button = Reopen the outage
outage-attach-title = Attach tickets
field-outage-numbers = Ticket numbers
hint-outage-numbers = One or several, with a space between them or on lines of their own; at most 100 at once.
outage-attach-button = Attach
outage-attach-similar = They look like this outage
outage-attach-similar-hint = They have words in common with it. A person decides whether they are attached.
outage-attach-chosen = Attach those chosen
outage-attach-none = No other open ticket looks like this outage.
outage-attached-title = Attached tickets
outage-attached-none = No ticket is attached yet.
outage-attached-all = All of them in the queue
outage-attached-first = The first { $count } are shown.
outage-attached-hidden = { $count ->
    [one] { $count } attached ticket is held by another unit and is not shown here.
   *[other] { $count } attached tickets are held by other units and are not shown here.
}
outage-detach = Detach
outage-attach-some = Some tickets were not attached
outage-attach-line = { $number }: { $reason }
outage-attach-unknown = there is no such ticket, or you may not see it
outage-attach-done = { $count ->
    [one] { $count } ticket is attached.
   *[other] { $count } tickets are attached.
}

outage-result-title = Result of resolving
outage-result-of = Asked for { $at }, { $by }
outage-result-waiting = waiting for their turn
outage-result-resolved = resolved
outage-result-already = resolved or ended before
outage-result-refused = not resolved
outage-result-refresh = Refresh the result
outage-result-refused-title = What could not be resolved
outage-reason-not_held = another unit holds it, and resolves it
outage-reason-no_person = the account of the person who asked for it is disabled
outage-reason-unreadable = the record of the ticket cannot be read
outage-reason-not_in_outage = it was detached meanwhile
outage-reason-other = the ticket does not allow it
outage-history-title = History
outage-act-declared = Declared
outage-act-reworded = Announcement changed
outage-act-updated = News
outage-act-resolved_all = Resolving all tickets was asked for
outage-act-ended = Ended
outage-act-reopened = Reopened
outage-told = { $count ->
    [one] a letter to { $count } address
   *[other] letters to { $count } addresses
}
outage-late-title = The outage has changed meanwhile
outage-late-lead = Nothing was saved, because somebody changed the outage after this page was opened. What you typed is still there.
outage-late-unknown = It is not known which version of the outage the page that was sent showed. Please look it over.

outage-ticket-title = Outage
outage-ticket-in = The ticket is attached to the outage:
outage-ticket-looks = This looks like a known outage:
outage-ticket-words = Words in common: { $words }
outage-ticket-yes = Yes, attach it
outage-ticket-no = No, it is something else
outage-ticket-pick = Attach to an outage
outage-ticket-pick-button = Attach
outage-ticket-declare = Declare an outage from this ticket
outage-queue-badge = outage: { $words }
queue-filter-outage = Outages
queue-filter-outage-all = All tickets
queue-filter-outage-without = Without those attached to outages
queue-filter-outage-with = Only those attached to outages
queue-filter-outage-one = This one outage
queue-ignored-awaria = outage “{ $value }”
outage-my-title = This is part of an outage that affects many people

mail-outage-title = Outage
mail-outage-since = Since
mail-outage-tickets = Your tickets
mail-outage-once = This address gets one letter about each change, also when it has several tickets.
mail-outage-subject-declared = Outage: { $title }
mail-outage-subject-updated = Outage, news: { $title }
mail-outage-subject-ended = The outage is over: { $title }
mail-outage-subject-reopened = The outage goes on: { $title }
mail-outage-opening-declared = ticket { $number } is about an outage that affects many people. We are working on it. This is what we know:
mail-outage-opening-updated = there is news of the outage to which ticket { $number } is attached:
mail-outage-opening-ended = the outage to which ticket { $number } is attached is over:
mail-outage-opening-reopened = the outage to which ticket { $number } is attached goes on, although we thought it was over:
mail-outage-next-declared = You need not do anything, nor report it again. We will write when something changes.
mail-outage-next-updated = You need not do anything. We will write when something changes.
mail-outage-next-ended = If something still does not work for you, please add it to the ticket; we will deal with it by itself.
mail-outage-next-reopened = You need not do anything, nor report it again. We will write when something changes.
