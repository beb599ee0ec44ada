# What the running program reads of its settings, and when people want letters about due times.
nav-settings = Settings
nav-wishes = Notifications

settings-title = Settings in force
settings-lead = Office hours, targets, reminders, superiors and what suggestions may do are kept in files. After a change, send the program SIGHUP: it reads them again without a pause. A file with a mistake changes nothing.
settings-program-serve = Pages and API (serve)
settings-program-worker = Letters and reminders (worker)
settings-refused = refused
settings-taken = accepted
settings-refused-at = The files read last have a mistake: { $at }.
settings-refused-what = What was read before stays in force. Once the file is mended, please send SIGHUP again.
settings-in-force = In force are the settings read at: { $at }.
settings-history = When settings were read
settings-none = Nothing has been noted yet.
settings-column-when = When
settings-column-program = Program
settings-column-outcome = Outcome

wishes-title = Letters about due times
wishes-lead = The program writes to you when time runs out for a ticket that you work on, or that a unit below you is responsible for. Here you choose when these letters come.
field-wish = When should letters about due times be sent?
wishes-at-once = At once
wishes-at-once-hint = As soon as there is something to tell, during office hours.
wishes-digest = Once a day, in a single letter
wishes-digest-hint = Everything that has gathered since the letter before.
wishes-usual = As the office has set it
wishes-usual-at-once = Now: at once.
wishes-usual-morning = Now: once a day, when the office opens.
field-hour = At what time?
hint-hour = For the single letter a day, on days when the office works.
wishes-hour-opening = when the office opens
wishes-security = Letters about security incidents always come at once, also at night and on days off.
wishes-keep = Save
done-wish-kept = Saved. From now on letters about due times come as you chose.
