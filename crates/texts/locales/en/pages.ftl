# Sentences of the pages that everybody sees: frame, home, sign-in, filing, own tickets, letters.

# The frame of every page.
frame-skip = Skip to content
frame-office = IT Centre of the City of Kraków Office
frame-navigation = Main menu
frame-languages = Language of the page
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-demo = Sample people
frame-accessibility = Accessibility statement

nav-queue = Queue
nav-file = New ticket
nav-mine = My tickets
nav-letters = Letters
nav-undelivered = Undelivered
nav-accounts = Accounts
nav-more = More

pager-label = Pages of the list
pager-first = Start of the list
pager-next = Next page

form-summary = Please correct the form
form-error-title = To correct:
form-optional = (optional)

# What was just done (?zrobiono=…).
done-signed-out = You have been signed out. See you soon.
done-filed-for-other = The ticket is filed. The person it is about will get a confirmation by e-mail.
done-my-noted = Your message is saved. The person who deals with the matter will read it.
done-my-reopened = The ticket has been reopened. The unit that dealt with it will get a letter.
done-my-closed = The ticket has been closed. Thank you for confirming.
done-my-cancelled = The ticket has been withdrawn.
done-letter-requeued = The letter is waiting to be sent again.
done-letter-discarded = The letter has been put aside. It will not be sent.
done-letter-settled-already = Somebody has already dealt with this letter.
done-account-disabled = The account has been disabled. The person has been signed out.
done-account-enabled = The account has been enabled.

# Failures.
error-home = Home page
error-request = Event number for support:
error-not-found-title = There is no such page
error-not-found-text = The address is wrong or leads to something that cannot be seen here. Nothing is broken: please check the address or go back to the home page.
error-forbidden-title = This needs other permissions
error-forbidden-text = This account cannot do that. If it should be able to, please ask an administrator.
error-csrf-title = The form has expired
error-csrf-text = The form dates from before you signed in or out, so for safety nothing was saved. Please go back to the previous page, refresh it and send the form again; it is a good idea to copy what you typed first.
error-stale-title = Somebody was faster
error-stale-text = Something has changed here in the meantime, so nothing was saved. Please go back to the previous page and refresh it.
error-refused-title = This cannot be done now
error-bad-request-title = We do not understand this request
error-bad-request-text = The browser sent something that cannot be read. Please go back to the previous page and try again.
error-too-large-title = That is too much text
error-too-large-text = The form is bigger than we can take. Please shorten the description; a long log can be attached as a file.
error-too-many-title = Too many attempts
error-too-many-text = { $count ->
    [one] For safety, please wait { $count } minute and try again.
   *[other] For safety, please wait { $count } minutes and try again.
}
error-busy-title = We cannot keep up just now
error-busy-text = The server has too much to do. Please wait a moment and try again.
error-internal-title = Something broke on our side
error-internal-text = This could not be done and nothing was saved. Please try again in a moment; if it happens again, give support the number below.

# The first page.
home-title = IT help
home-heading = How can we help?
home-hello = Hello
home-lead = Is something not working, or do you need something? Just describe it in your own words. You need not know which unit deals with it: we will find out.
home-lead-signed = What would you like to do?
home-file = File a ticket
home-file-text = A fault, a request or a question. It takes a few minutes.
home-mine = My tickets
home-mine-text = What is happening with the matters you filed and who is dealing with them.
home-sign-in = Sign in
home-sign-in-text = If you have an account: your contact details fill themselves in and your tickets are in one place.
home-find = Find my ticket
home-find-text = Once signed in, you see all your tickets. Without an account, please open the link you saved when filing.
home-queue = Queue
home-queue-unit = { $unit }:
home-queue-open = { $count ->
    [one] { $count } open ticket,
   *[other] { $count } open tickets,
}
home-queue-fresh = { $count ->
    [one] { $count } waiting to be claimed.
   *[other] { $count } waiting to be claimed.
}
home-queue-mine = { $count ->
    [one] { $count } ticket is yours.
   *[other] { $count } tickets are yours.
}
home-letters = Letters
home-letters-text = Every letter sent to requesters and units, word for word.
home-accounts = Accounts
home-accounts-text = Who can sign in and with what permissions.
home-demo = Sample people
home-demo-text = Demo version: with one click you can see the program through the eyes of a requester, an operator or the second line.
home-then = What happens after you file a ticket?
home-then-1 = You get the ticket’s number and a confirmation by e-mail at once.
home-then-2 = First-line support reads the ticket and either solves the matter or hands it over to the unit whose duty it is.
home-then-3 = We let you know about answers and the solution by e-mail. If the problem comes back, you can reopen the ticket.

# Signing in.
sign-in-title = Sign in
sign-in-lead = Accounts are set up by the system’s administrator.
sign-in-button = Sign in
sign-in-wrong = The login or the password is wrong. Please check both and try again.
sign-in-help = No account, or forgotten your password?
sign-in-file = You can file a ticket without signing in.
field-login = Login
field-password = Password

# Filing.
file-title = New ticket
file-lead = Please describe the matter in your own words. You need not choose a unit or a category.
file-part-what = What is happening
file-part-who = How to reach you
file-for-others = Are you taking a ticket by telephone? Please enter the details of the person who needs help; the confirmation will go to their address.
file-button = Send the ticket
file-then = Once it is sent, we will show the ticket’s number and say who will most likely deal with it.
file-too-many = Many tickets have been sent from this computer or for this e-mail address within the last hour. Nothing you typed is lost: please send the form again in a while, and report urgent matters by telephone.
file-sent-already = This form has already been sent, but with other text. If this is a new matter, please send it once more. If it is a correction, it is better to add it to that ticket.
field-name = Name
field-email = E-mail address
hint-email = We will send the confirmation and answers to this address, in Polish.
field-department = Department or institution
field-room = Building and room
hint-room = For example: Wielopole 17a, room 12
field-phone = Telephone
hint-phone = Extension or mobile
field-subject = Subject
hint-subject = One sentence, for example: I cannot print letters from EZD
field-body = What happened
hint-body = What you wanted to do, what was shown (word for word if you can) and since when. Please do not write any passwords.
field-impact = How many people are affected?
field-urgency = How urgent is it?
file-impact-low = Only me
file-impact-medium = A few people: a room or a team
file-impact-high = A whole department, a building, or residents
file-urgency-low = It can wait
file-urgency-medium = It makes work harder, but work is possible
file-urgency-high = Work is impossible

# Own tickets.
my-title = My tickets
my-lead-open = Matters that are in progress or waiting for you to confirm them.
my-lead-all = Everything you have filed, including what is finished.
my-empty-open = Nothing is open at the moment.
my-empty-all = There are no tickets yet.
my-show-all = Show finished ones too
my-show-open = Show open ones only
my-column-ticket = Ticket
my-column-status = Status
my-column-unit = Dealt with by
my-column-filed = Filed
my-column-changed = Last change

my-fresh-title = Thank you, we have received your ticket. Its number:
my-fresh-letter = We are sending you a confirmation by e-mail, in Polish. You do not need to do anything else.
my-link-title = Link to this ticket
my-link-text = At this address you can see what is happening with the matter and add something. Please save it and do not pass it on: whoever knows it sees the ticket.
my-not-done = This could not be done
my-stale = Something has changed in the ticket in the meantime. Please read what is new and decide again; what you typed is still here.
my-now = What is happening now
my-history = How the matter went
my-filed = Ticket

my-now-new-probably = Your matter will most likely be dealt with by { $unit }, because its duties include: “{ $words }” ({ $duty }). First-line support will read it first.
my-now-new-first-line = Your matter will most likely be dealt with by first-line support at once.
my-now-new-unsure = First-line support will read the ticket and find out who will deal with it.
my-now-in_progress = { $unit } is dealing with the matter.
my-now-handed_over = The matter has been handed over to { $unit }. We are waiting for them to accept it.
my-now-handed_over-because = The matter has been handed over to { $unit }, because its duties include: “{ $words }” ({ $duty }). We are waiting for them to accept it.
my-now-returned = The matter has come back to first-line support, which will find out who will deal with it.
my-now-resolved = The matter is resolved. If everything works, please confirm it; if not, you can reopen the ticket.
my-now-closed = The matter is finished. If the problem comes back, please file a new ticket.
my-now-cancelled = The ticket was cancelled. If the matter still stands, please file a new ticket.

my-event-registered = Ticket received
my-event-claimed = { $name } is dealing with the matter
my-event-answer = Answer
my-event-message = Message from the requester
my-event-escalated = Handed over to second-line support: { $unit }
my-event-transferred = Handed over to: { $unit }
my-event-accepted = The matter was accepted; { $name } is dealing with it
my-event-returned = The matter came back to first-line support: { $unit }
my-event-resolved = Solution
my-event-reopened = The ticket was reopened
my-event-closed = The ticket was closed
my-event-cancelled = The ticket was cancelled

my-act-closed-title = Does everything work?
my-act-closed-hint = Confirming closes the ticket. After that it cannot be reopened.
my-act-closed-button = Yes, it works. Close the ticket
my-act-reopened-title = Is the problem still there?
my-act-reopened-label = What still does not work
my-act-reopened-hint = The ticket goes back to the unit that dealt with it.
my-act-reopened-button = Reopen
my-act-noted-title = Add something
my-act-noted-label = Message
my-act-noted-hint = A new symptom, an answer to a question, the hours when we can call you.
my-act-noted-button = Send the message
my-act-cancelled-title = Withdraw the ticket
my-act-cancelled-label = Why
my-act-cancelled-hint = For example: the problem is gone. A withdrawn ticket cannot be brought back.
my-act-cancelled-button = Withdraw the ticket

# Letters.
letters-title = Sent letters
letters-lead = Letters just as they went out, newest first.
letters-waiting = { $count ->
    [one] { $count } letter is waiting to be sent.
   *[other] { $count } letters are waiting to be sent.
}
letters-empty = No letter has been sent yet.
letters-column-subject = Subject
letters-column-kind = Kind
letters-column-to = To
letters-column-sent = Sent
letters-column-ticket = Ticket
letter-open-ticket = Open the ticket
letter-message-id = Message ID
letter-text = Text
letter-html = HTML version
letter-to-requester = requester
undelivered-title = Undelivered letters
undelivered-lead = These letters could not be sent. You can correct the address or the mail server and retry, or put the letter aside and let the recipient know in another way.
undelivered-empty = All letters reached the mail server.
undelivered-count = { $count ->
    [one] { $count } letter is waiting for a decision.
   *[other] { $count } letters are waiting for a decision.
}
undelivered-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
undelivered-column-why = Why
undelivered-column-given-up = Given up
undelivered-column-what = What to do
undelivered-retry = Retry
undelivered-retry-label = Retry the letter about { $number }
undelivered-discard = Put aside
undelivered-discard-label = Put aside the letter about { $number }

# Demo mode.
demo-title = Sample people
demo-lead = This is a demo version. Please choose a person and see the program through their eyes.
demo-note = Signing in with one click works only in the demo version and only on this computer.
demo-role-second_line = second-line staff
demo-requester = Files matters and follows what happens with them.
demo-first_line = Reads new tickets, sees the suggestion with its provision, resolves, escalates and transfers.
demo-second_line = Accepts escalations with their full comment, resolves or returns them.
demo-unit = Accepts tickets transferred to her unit.
demo-administrator = Keeps the accounts and deals with letters that could not be delivered.

# Accounts.
accounts-title = Accounts
accounts-lead = New accounts are made with the command “dyspozytor user add”. Accounts are disabled, never deleted: the history of tickets must stay readable.
accounts-column-name = Person
accounts-column-role = Role
accounts-column-state = State
accounts-column-what = What to do
accounts-active = active
accounts-disabled = disabled
accounts-self = this is your account
accounts-disable = Disable
accounts-disable-label = Disable the account: { $name }
accounts-enable = Enable
accounts-enable-label = Enable the account: { $name }

