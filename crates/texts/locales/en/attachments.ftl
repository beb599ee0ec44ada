# Attachments and drafts

field-files = Attachments
files-hint = Up to { $count } files, each up to { $file }, together up to { $total }. A screenshot of the message, for example.
files-kept = Files we already have
files-kept-hint = They will be sent with the form. Untick one to leave it out.
files-without-words = Files attached: { $names }
files-title = Attachments
files-risky = open with care
files-internal = staff only
files-script-drop = You can also drag files here, or paste them from the clipboard, such as a screenshot (Ctrl+V).
files-script-added = File added:
files-script-removed = File removed:
files-script-remove = Remove
files-script-chosen = Files chosen
files-script-picture = screenshot
files-script-too-large = This file is too large. One file may have at most { $limit }:
files-script-too-much = These files are too large together. All of them may have at most { $limit }.

file-kind-image = image
file-kind-pdf = PDF
file-kind-document = document
file-kind-archive = archive
file-kind-program = program
file-kind-page = page or XML
file-kind-text = text
file-kind-other = file

file-fault-too-large = The file “{ $name }” is too large. One file may have at most { $limit }.
file-fault-empty = The file “{ $name }” is empty, so we did not attach it.
file-fault-too-many = { $count ->
        [one] One message may have { $count } file. Send the others in the next one.
       *[other] One message may have { $count } files. Send the others in the next one.
    }
file-fault-too-much = The files are too large together, so we did not attach them. All of them may have at most { $limit }. What you typed is kept.
file-fault-ticket-quota = This ticket has no room left for these files: together they may have at most { $limit }. Untick one of them.
file-fault-person-quota = The files in your open tickets may have at most { $limit } together. Not all of them fitted.
file-fault-too-often = A great many files came from this computer within the last hour. Send the ticket without them, or try again later.
file-fault-disk-full = We have no room for files at the moment. Send without them, or try again later; what you typed is kept.

mail-files = Attachments
mail-files-where = The files can be downloaded from the ticket’s page, to which the link in this letter leads.

size-bytes = { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

draft-restored = Draft of { $when } restored.
draft-discard = Discard draft
draft-saved = Draft saved at
draft-saved-here = Draft saved in this browser at
draft-restored-here = A draft saved in this browser was restored.
draft-not-saved = The draft could not be saved. Copy your text before you close this page.
done-draft-discarded = The draft was discarded.
done-draft-kept = Your words are waiting in the form.
sign-in-ended = Your session ended before the form reached us. What you typed is kept: sign in and it returns to the form. Files have to be chosen once more.
