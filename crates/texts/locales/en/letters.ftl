# Sentences of the letters. What people typed is never part of a sentence: it stands quoted or in a
# list of facts.
mail-greeting = Hello,
mail-regards = Kind regards,
mail-signature = Centrum Obsługi Informatycznej (IT Centre)
mail-note-automatic = This letter was sent by the service desk of the IT Centre of the City of Kraków Office.
mail-note-forwarded = If somebody else gave this address in a ticket, please ignore this letter.

# A unit and a person as a sentence names them.
mail-unit = { $code } ({ $name })
mail-writer-unit = { $name }, { $code }
mail-priority = { $number } ({ $name })

# Labels of facts.
mail-fact-subject = Subject
mail-fact-priority = Priority
mail-fact-impact = Affects
mail-fact-urgency = Urgency
mail-fact-filed = Filed
mail-fact-name = Name
mail-fact-email = E-mail
mail-fact-department = Department
mail-fact-room = Room
mail-fact-phone = Telephone
mail-fact-writer = From
mail-fact-unit = Unit

# Headings that several letters share.
mail-heading-requester = Requester
mail-heading-body = Description
mail-heading-basis = Basis in ordinance no. { $ordinance }
mail-heading-reason = Reason
mail-heading-history = History of the ticket
mail-open-desk = The ticket in the system
mail-history-more = { $count ->
    [one] We left out { $count } earlier entry; it is in the system.
   *[other] We left out { $count } earlier entries; they are in the system.
}
mail-cut = (the rest is in the system)
mail-entry = { $act }, { $who }
mail-entry-to = { $act } ({ $to }), { $who }

# The requester's page.
mail-page = You can see how your ticket is doing here
mail-page-secret = The link opens the ticket without signing in, so please do not pass it on.

# Confirmation to the requester.
mail-confirmation-subject = We have received your ticket
mail-confirmation-received = we have received your ticket. Its number is { $number }. Please quote it whenever you contact us about this matter.
mail-confirmation-who = Who will deal with it
mail-confirmation-proposed = Your description matches the duties of { $unit }. Ordinance no. { $ordinance } gives it, in { $duty }:
mail-confirmation-proposed-first-line = Your description matches the duties of first-line support, that is { $unit }. Ordinance no. { $ordinance } gives it, in { $duty }:
mail-confirmation-reads-first = A first-line operator ({ $code }) will read the ticket first, and will either help at once or hand it over to the competent unit.
mail-confirmation-helps = A first-line operator will read the ticket and help or, if need be, hand it over.
mail-confirmation-unsure = The description alone does not show which unit is competent. A first-line operator, { $unit }, will decide: they will read the ticket and either help at once or hand it over. You do not need to do anything.
mail-confirmation-next = What happens next
mail-confirmation-will-write = We will write to this address when there is an answer, a question or a solution.

# Escalation to the second line.
mail-escalation-subject = Escalation, priority { $priority }: { $subject }
mail-escalation-opening = first-line support is escalating ticket { $number } to you. Please accept it.
mail-escalation-comment = Full comment of the first line
mail-escalation-by = Escalated by
mail-escalation-symptoms = Symptoms
mail-escalation-tried = What was checked
mail-escalation-why-not-solved = Why the first line could not solve it
mail-escalation-contact = How to reach the requester

# Transfer to the competent unit.
mail-transfer-subject = Transfer, priority { $priority }: { $subject }
mail-transfer-opening = we are transferring ticket { $number } to you as the competent unit. Please accept it or, if the matter is not yours, return it with an explanation.
mail-transfer-by = Transferred by

# Return to the first line.
mail-return-subject = Return, priority { $priority }: { $subject }
mail-return-opening = ticket { $number } has come back to first-line support. Please look at it again.
mail-return-by = Returned by

# A public note by staff, to the requester.
mail-answer-subject = Answer about: { $subject }
mail-answer-opening = we have added a message for you to ticket { $number }:
mail-answer-page = You can reply and see how the ticket is doing here

# Resolution, to the requester.
mail-resolution-subject = Solution for: { $subject }
mail-resolution-opening = ticket { $number } has been resolved. The solution:
mail-resolution-if-not = If something still does not work
mail-resolution-reopen = Just reopen the ticket and write what is wrong. You can do so until the ticket is closed; after that, please file a new one.
mail-resolution-fine = If everything works, you do not need to do anything.
mail-resolution-page = You can see the ticket and reopen it here

# Reopening, to the holding unit.
mail-reopening-subject = Reopened, priority { $priority }: { $subject }
mail-reopening-opening = ticket { $number } has been reopened: the problem has not gone away. Please continue to work on it.
mail-reopening-by = Reopened by
mail-reopening-reason = What still does not work

# Why a letter was not delivered, for the staff who decide what to do about it.
undelivered-no-ticket = The ticket or entry that this letter is about is no longer there.
undelivered-wrong-act = The entry in the history of the ticket does not fit this kind of letter.
undelivered-corrupt = The data needed to write the letter cannot be read.
undelivered-no-unit-address = The configuration has no address for unit { $unit }.
undelivered-bad-address = “{ $address }” is not an address that a letter can be sent to.
undelivered-bad-sender = “{ $address }” in the configuration (mail.from) is not a sender’s address.
undelivered-foreign-domain = The requester was not signed in and the address is outside the allowed domains. No confirmation was sent, so as not to write to people who filed nothing.
undelivered-refused = The mail server refused the letter for good. Its answer: { $reason }
undelivered-not-now = This attempt failed; there will be another. Reason: { $reason }
undelivered-too-long = All attempts within the time allowed have failed. Reason of the last: { $reason }
undelivered-crashed = A fault of the program while sending. Details are in the log.
