# Figures of the desk's work: the page, its files, the monthly report.

nav-analyses = Analyses

analyses-title = Analyses
analyses-lead = How many tickets came in and were solved, how many wait, and how often promises were kept.
analyses-period = Period and unit
analyses-from = From
analyses-to = to
analyses-unit = Unit
analyses-every-unit = all
analyses-show = Show
analyses-presets = Usual periods
analyses-this-month = This month
analyses-last-month = Last month
analyses-quarter = This quarter
analyses-year = This year
analyses-bad = We do not understand this period or unit, so we show this month. Give a day as year-month-day, for example 2026-11-01; the beginning cannot be after the end, and a period has ten years at most.
analyses-missing = { $count ->
    [one] { $count } ticket is not counted yet. Please reload the page in a moment.
   *[other] { $count } tickets are not counted yet. Please reload the page in a moment.
}
analyses-counted-at = As of { $at }
analyses-days = from { $from } to { $to }
analyses-of-unit = Tickets of { $unit } only
analyses-of-units = Tickets of the units below you only

analyses-figures = In figures
analyses-registered = Filed
analyses-solved = Solved
analyses-solved-note = In this period; of a ticket that was opened again, the last solution counts.
analyses-open = Open at the end
analyses-late-note = { $count ->
    [one] { $count } past the time for a solution
   *[other] { $count } past the time for a solution
}
analyses-answer = First answer in time
analyses-solution = Solution in time
analyses-both = Both in time
analyses-kept-note = { $kept } of { $of } solved
analyses-not-handed-over = Solved without a hand-over
analyses-first-contact = Solved at the first contact
analyses-first-contact-note = Not handed over, nothing asked back, not opened again.
analyses-half = Half solved within
analyses-half-note = of office time, without waiting; 9 of 10 within { $span }
analyses-handed-over = Handed over to other units
analyses-handed-over-note = escalations: { $escalations }, transfers: { $transfers }, returns: { $returns }
analyses-misrouted-figure = First sent to the wrong unit
analyses-misrouted-note = { $kept } of { $of } handed over were solved by another unit than the first
analyses-reopened = Opened again
analyses-cancelled = Cancelled
analyses-merged-note = { $count ->
    [one] and { $count } joined with another ticket
   *[other] and { $count } joined with other tickets
}
analyses-part = { $part } ({ $share })

analyses-course = Coming in and left over
analyses-course-chart = Tickets { $by }
analyses-course-description = How many tickets came in, how many ended and how many were open, { $by }.
analyses-by-day = day by day
analyses-by-week = week by week
analyses-by-month = month by month
analyses-course-day = Day
analyses-course-week = Week from
analyses-course-month = Month
analyses-course-tickets = Tickets
analyses-course-registered = filed
analyses-course-ended = ended
analyses-course-open = open at the end
analyses-data = The chart's data as a table

analyses-ages = How long open tickets have waited
analyses-ages-chart = Open tickets by the time since filing
analyses-ages-description = The number of open tickets by the time since they were filed.
analyses-ages-of = Since filing
analyses-ages-none = Nothing waits.
analyses-age-under_1_day = less than 1 day
analyses-age-under_3_days = 1 to 3 days
analyses-age-under_7_days = 3 to 7 days
analyses-age-under_30_days = 7 to 30 days
analyses-age-older = 30 days and more

analyses-units = By unit
analyses-units-lead = A ticket counts for the unit that holds it or solved it.
analyses-units-none = There were no tickets in this period.
analyses-units-chart = Solutions in time by unit
analyses-units-picture = Share of solutions in time
analyses-units-description = What share of the tickets that each unit solved was solved in time.
analyses-units-share = Solved in time
analyses-units-count = Solved
analyses-column-unit = Unit
analyses-column-registered = Filed
analyses-column-solved = Solved
analyses-column-open = Open
analyses-column-late = Late
analyses-column-answer = First answer in time
analyses-column-solution = Solution in time
analyses-column-half = Half within

analyses-misrouted = First sent to the wrong unit
analyses-misrouted-lead = Tickets that another unit solved than the one to which they first went.
analyses-misrouted-none = Whatever was handed over went where it belonged at once.
analyses-column-first = First to
analyses-column-solved-by = Solved by
analyses-column-tickets = Tickets

analyses-duties = By provision
analyses-duties-lead = Tickets filed in this period, by the provision under which they were held.
analyses-duties-chart = Provisions to which most tickets came
analyses-duties-description = The number of tickets filed in this period by provision, the most frequent first.
analyses-duties-of = Provision
analyses-without-duty = { $count ->
    [one] Under no provision, that is with the first line: { $count } ticket.
   *[other] Under no provision, that is with the first line: { $count } tickets.
}
analyses-unused = { $count ->
    [one] { $count } provision without any ticket
   *[other] { $count } provisions without any ticket
}
analyses-unused-none = Every provision got at least one ticket.

analyses-ratings = Ratings of solutions
analyses-files = Download as CSV
analyses-files-hint = A spreadsheet set to Polish opens these files.
analyses-file-przebieg = Coming in and left over
analyses-file-komorki = By unit
analyses-file-przepisy = By provision
analyses-file-bledne = First sent to the wrong unit
analyses-file-zgloszenia = Every ticket filed in this period
analyses-more = See also
analyses-report-link = Report for { $month } to print

# Heads of the columns of files.
csv-from = From
csv-to = To
csv-unit = Unit
csv-unit-name = Name of the unit
csv-registered = Filed
csv-ended = Ended
csv-solved = Solved
csv-open = Open at the end
csv-late = Late
csv-answer-kept = First answers in time
csv-answer-of = First answers promised
csv-solution-kept = Solutions in time
csv-solution-of = Solutions promised
csv-both-kept = Both in time
csv-not-handed-over = Without a hand-over
csv-first-contact = At the first contact
csv-handed-over = Handed over
csv-escalations = Escalations
csv-transfers = Transfers
csv-returns = Returns
csv-reopened = Opened again
csv-misrouted = First sent to the wrong unit
csv-cancelled = Cancelled
csv-merged = Joined
csv-half = Half within minutes of office time
csv-nine = 9 of 10 within minutes of office time
csv-duty = Provision
csv-duty-text = Text of the provision
csv-tickets = Tickets
csv-first = First to
csv-solved-by = Solved by
csv-number = Number
csv-subject = Subject
csv-requester = Requester
csv-department = Requester’s department
csv-status = Status
csv-priority = Priority
csv-filed-at = Filed at
csv-answered-at = First answer at
csv-answer-in-time = First answer in time
csv-ended-at = Ended at
csv-how = How it ended
csv-solution-in-time = Solution in time
csv-used = Minutes of office time to the solution
csv-reopenings = Times opened again
csv-yes = yes
csv-no = no
csv-how-solved = solved
csv-how-cancelled = cancelled
csv-how-merged = joined

# The monthly report.
month-name-1 = January
month-name-2 = February
month-name-3 = March
month-name-4 = April
month-name-5 = May
month-name-6 = June
month-name-7 = July
month-name-8 = August
month-name-9 = September
month-name-10 = October
month-name-11 = November
month-name-12 = December
month-in-1 = In January
month-in-2 = In February
month-in-3 = In March
month-in-4 = In April
month-in-5 = In May
month-in-6 = In June
month-in-7 = In July
month-in-8 = In August
month-in-9 = In September
month-in-10 = In October
month-in-11 = In November
month-in-12 = In December

report-title = Report for { $month } { $year }
report-lead = The work of the service desk of the city’s IT centre (§ 8 pkt 4 and § 18 pkt 18 of the ordinance).
report-not-over = This month is not over. Figures are as of { $at }.
report-registered = { $count ->
    [one] { $when } { $year }, { $count } ticket was filed.
   *[other] { $when } { $year }, { $count } tickets were filed.
}
report-solved = { $count ->
    [one] { $count } ticket was solved.
   *[other] { $count } tickets were solved.
}
report-times = Half of them were solved within { $half } of office time, and 9 of 10 within { $nine }.
report-answer = The first answer came in time for { $share } of the tickets ({ $kept } of { $of }).
report-solution = { $share } of the tickets were solved in time ({ $kept } of { $of }).
report-first-contact = { $share } of the tickets were solved at the first contact ({ $kept } of { $of }).
report-hand-overs = Of the solved tickets, { $handed } were handed over to other units, with { $escalations } escalations, { $transfers } transfers and { $returns } returns.
report-misrouted = { $share } of those handed over first went to the wrong unit ({ $kept } of { $of }).
report-reopened = { $count ->
    [one] { $count } ticket was opened again after its solution.
   *[other] { $count } tickets were opened again after their solution.
}
report-open = { $count ->
    [one] At the end, { $count } ticket was open.
   *[other] At the end, { $count } tickets were open.
}
report-open-before = At the beginning there were { $count }.
report-late = { $count ->
    [one] { $count } of them was past the time for a solution.
   *[other] { $count } of them were past the time for a solution.
}
report-unused = { $count ->
    [one] { $count } provision of § 7–§ 16 got no ticket.
   *[other] { $count } provisions of § 7–§ 16 got no ticket.
}
report-words = What matters most
report-back = Back to the analyses
report-print-hint = This page can be printed, or saved as PDF by the browser’s “Print”.
report-definitions = What exactly is counted stands in the program’s file docs/analyses.md.
