## Canned answers

nav-replies = Canned answers
replies-title = Canned answers
replies-lead = Ready texts for notes, answers and solutions. Variables are filled in from the ticket.
replies-none = There is no canned answer yet.
reply-new = New canned answer
reply-edit = Change a canned answer
reply-delete = Delete
reply-own = mine only
reply-title = Name
reply-title-hint = The answer is looked for by it.
reply-text = Text
reply-text-hint = Variables are written in braces, for example: ticket { $example }.
reply-variables = Variables that can be written
reply-braces = A plain brace is written twice: { $braces }
reply-means-requester = name of the person who needs help
reply-means-number = number of the ticket
reply-means-subject = subject of the ticket
reply-means-unit = the unit that holds the ticket
reply-means-due = when the solution is due, as the requester sees it
reply-means-operator = name of the person who answers
reply-for = For whom
reply-for-me = For me only
reply-for-unit = For my unit ({ $unit })
reply-for-first-line = For the whole first line ({ $unit })
reply-save = Save
reply-preview = Preview
reply-preview-title = Preview on a made-up ticket
reply-sample-requester = Ann Sample
reply-sample-number = ZG-2026-000123
reply-sample-subject = The printer does not print
reply-sample-unit = Sample Section
reply-sample-due = 3 December 2026, 12:00
reply-sample-operator = John Sample
reply-no-due = as soon as possible
reply-fault-brace = A brace has no partner. A plain brace is written twice.
reply-fault-variable = There is no variable { $name }. You can write: { $known }.
reply-too-many = { $count ->
    [one] At most { $count } canned answer can be kept. Delete one first.
   *[other] At most { $count } canned answers can be kept. Delete one first.
}
reply-stale = Somebody has changed or deleted this answer meanwhile. What you typed is below and takes its place when saved.
reply-pick = Insert a canned answer
reply-which = Canned answer
reply-choose = (choose)
reply-where = Into which field
reply-insert = Insert at the end
reply-manage = All canned answers
reply-none-found = No answer has such words.
done-reply-saved = The canned answer is saved.
done-reply-deleted = The canned answer is deleted.
