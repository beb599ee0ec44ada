# Clocks: due times, time left, and why.
clock-moment-today = today, { $time }
clock-moment-tomorrow = tomorrow, { $time }
clock-moment-yesterday = yesterday, { $time }
clock-span = { $hours } h { $minutes } min
clock-span-hours = { $hours } h
clock-span-minutes = { $minutes } min
clock-span-moment = less than 1 min
clock-span-office = { $span } of working time

clock-title-first_answer = Answer to the requester
clock-title-solution = Solution
clock-title-accept = Acceptance by { $unit }
clock-title-solve = Solution by { $unit }
clock-title-csirt = Incident report to CSIRT NASK
clock-title-data_protection = Breach report to the President of UODO

clock-what-first_answer = answer
clock-what-solution = solution
clock-what-accept = acceptance by { $unit }
clock-what-solve = solution by { $unit }
clock-what-csirt = report to CSIRT NASK
clock-what-data_protection = report to the President of UODO

clock-due = { $what } due { $at }
clock-none = { $what } without a due time
clock-late = { $what } late since { $at }
clock-waits = { $what }: the clock stands still, because the ticket is waiting { $for }
clock-waits-until = { $what } due { $at }; the clock stands still for now, because the ticket is waiting { $for }
clock-met = { $what } on time: { $at }
clock-met-late = { $what } late: { $at }
clock-met-free = { $what }: { $at }
clock-stopped = { $what } not counted since { $at }
clock-left = { $span } left
clock-over = { $span } late
clock-line = { $headline } ({ $left })

clock-cause-started = Start
clock-cause-priority = Change of priority
clock-cause-unit = Change of unit
clock-cause-reopened = Reopening
clock-promise = { $cause }, { $at }: { $rule }
clock-rule = { $span }, version of targets “{ $version }”, line { $line }
clock-rule-none = no due time
clock-rule-grace = { $rule }; with the time added since the start, { $allowed } may be used
clock-rule-csirt = { $span } by the wall clock, as the act on the national cybersecurity system allows
clock-rule-data_protection = { $span } by the wall clock, as Article 33 of the GDPR allows
clock-used = { $used } used.
clock-used-of = { $used } of { $allowed } used.

clock-row-open = working time, calendar “{ $version }”
clock-row-outside = outside working hours
clock-row-no-hours = a day of the week without working hours
clock-row-day-off = public holiday: { $name }
clock-row-closed = day off: { $reason }
clock-row-wall = counts without a break, day and night
clock-row-waiting = the ticket was waiting { $what }
clock-row-solved = the ticket was resolved
clock-row-counted = { $span } counted
clock-row-not-counted = not counted
clock-row-ahead = ahead of us

clock-requester-due-first_answer = We will answer by { $at } at the latest.
clock-requester-due-solution = You can expect a solution by { $at }.
clock-requester-late-first_answer = Our answer was due { $at }. We are sorry for the delay.
clock-requester-late-solution = The solution was due { $at }. We are sorry for the delay.
clock-requester-waits = The clock stands still during this time.


due-title = Due times of ticket { $number }
due-heading = Due times and where they come from
due-now = As of { $at }
due-none = No clock is running now.
due-list = Due times
due-link = Where do these times come from?
due-reckoning = How it was counted
due-caption = { $title }: from when to when time was counted, and why
due-from = From
due-to = To
due-counted = Counted?
due-why = Why
due-how-title = How we count time
due-how-office = Only working hours of the Office’s calendar count. Incident reports that the law requires are counted without a break, day and night.
due-how-waiting = While the ticket waits for the requester, a supplier or an agreed date, the clock stands still.
due-how-change = After a change of priority or unit, time already used stays used and the target is chosen anew. After a reopening there is always at least a moment left to react.

queue-column-due = Due
queue-due-none = not running

# Security incidents.
act-incident = Security incident
my-event-incident = We are dealing with this matter
done-desk-incident = Saved. The entry is in the history of the ticket.
refusal-no_incident = This need not be recorded: the ticket is not a security incident, or the entry is there already.
fault-not_since_filed = Please give a time between the filing of the ticket and now.
incident-title = Security incident
incident-open = What has to be done
incident-hint = These due times follow from the law. They run day and night, also while the ticket is waiting for something or is already resolved.
incident-stale = Somebody changed the ticket in the meantime. Please check the history and save again; what you typed is still here.
incident-csirt-title = Report to CSIRT NASK
incident-csirt-button = Reported to CSIRT NASK
incident-uodo-title = Report to the President of UODO
incident-uodo-button = Reported to the President of UODO
incident-leak = Personal data leaked: { $answer }
incident-leak-yes = yes
incident-leak-no = no
incident-leak-unknown = not known yet
incident-leak-title = Has personal data leaked?
incident-leak-hint = “Yes” starts 72 hours for the report to the President of UODO. The answer can be changed if it turns out otherwise.
incident-leak-button-yes = Yes, personal data leaked
incident-leak-button-no = No leak
incident-to-csirt = CSIRT NASK
incident-to-data_protection = the President of UODO
history-incident-to = Reported to
history-incident-reference = Report number
history-incident-at = Reported at
history-incident-leak = Personal data leaked
field-csirt-reference = Number given by CSIRT NASK
field-csirt-reported_at = Reported at
field-data_protection-reference = Number given by UODO
field-data_protection-reported_at = Reported at
field-leaked = Has personal data leaked?
