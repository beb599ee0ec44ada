# The page of an evaluation (`dyspozytor evaluate --html`) and its charts.
evaluation-title = How accurate the suggestions of units are
evaluation-lead = { $count ->
    [one] The suggestions were checked on { $count } ticket to which somebody who knows the ordinance had added the right unit and provision.
   *[other] The suggestions were checked on { $count } tickets to which somebody who knows the ordinance had added the right unit and provision.
}
evaluation-contents = Parts of this page
evaluation-summary = Result
evaluation-comparison = Comparison of versions
evaluation-units = Units
evaluation-confidence = Confidence
evaluation-kinds = Kinds of tickets
evaluation-learning = Learning
evaluation-duties = Provisions
evaluation-mistakes = Mistakes
evaluation-method = How we count

evaluation-measure = Measure
evaluation-value = Result
evaluation-meaning = What it means

measure-unit = Unit right
measure-about-unit = The first suggestion is the right unit or another that was also judged good.
measure-unit_strict = Exactly this unit
measure-about-unit_strict = The first suggestion is exactly the unit that was named as the right one.
measure-unit_at_3 = Right unit among three
measure-about-unit_at_3 = The right unit is among the first three suggestions.
measure-duty = Unit and provision right
measure-about-duty = Both the unit and the provision of the ordinance agree.
measure-mrr = Rank of the provision
measure-about-mrr = 1 means that the right provision always comes first; 0.5 that on average it comes second.
measure-decided = Assignable at 95% accuracy
measure-about-decided = So many tickets, beginning with the surest, could be assigned so that at least 95 in 100 go to the right place.
measure-proposed = Tickets with a proposal
measure-about-proposed = For the others the program says that it is unsure, and the first line decides.
measure-precision = Accuracy of proposals
measure-about-precision = How many of these proposals name the right unit or another good one.
measure-ece = Error of confidence
measure-about-ece = By so much, on average, the stated confidence misses the accuracy. The less, the better.
measure-latency = Time to answer
measure-about-latency = Within this time 99 in 100 suggestions are ready.

evaluation-comparison-about = Both versions answered the same tickets. The 95% interval says within what limits the difference would lie on similar tickets; if it includes zero, the difference may be chance.
evaluation-before = Before
evaluation-after = Now
evaluation-difference = Difference
evaluation-interval = 95% interval
evaluation-from-to = from { $from } to { $to }
evaluation-verdict = Verdict
evaluation-better = better
evaluation-worse = worse
evaluation-undecided = not known
evaluation-test = Right now, wrong before: { $gained }. Wrong now, right before: { $lost }. If both versions were equally good, such a difference would happen with probability { $p } (McNemar’s exact test).
evaluation-no-changes = No ticket changed from right to wrong or the other way round.
evaluation-changes = Tickets in which something changed
evaluation-mended = right now
evaluation-broken = wrong now

evaluation-units-about = The first chart shows how many of a unit’s tickets the program sent to it. The second shows how many of those that it suggests for the unit are really its own. The thin line is the interval in which the true value lies with probability 95%: the fewer the tickets, the wider it is.
evaluation-lenient = Right, also another good unit
evaluation-at-3 = Among three
evaluation-answered = Suggested
evaluation-rightly = Of these rightly
evaluation-confusion = What is mistaken for what
evaluation-confusion-about = A row is the right unit, a column the suggested one. Tickets that went right stand in the outlined fields; the other fields are mistakes.
evaluation-none = none
evaluation-confidence-about = Good confidence is confidence that can be believed: of suggestions with confidence 80%, 80 in 100 should be right. The closer the dots lie to the dashed line, the better.
evaluation-no-kinds = The tickets have no kind or style noted.
evaluation-robustness-about = We wrote the same tickets once more: without Polish letters and with slips of typing. A slip is a letter left out, swapped with the next, typed on a neighbouring key, or pressed together with it; all four are equally frequent.
evaluation-learning-about = { $count ->
    [one] The tickets were split at random into { $count } part. About each part we asked a program that had first seen the resolved tickets of the others: none, 50, 100, 200 and 400, and where there are fewer, all.
   *[other] The tickets were split at random into { $count } parts. About each part we asked a program that had first seen the resolved tickets of the others: none, 50, 100, 200 and 400, and where there are fewer, all.
}
evaluation-all-duties = { $count ->
    [one] { $count } provision with tickets or suggestions
   *[other] All { $count } provisions with tickets or suggestions
}
evaluation-shown = Shown at all
evaluation-silent = { $count ->
    [one] { $count } provision without a single ticket in this set
   *[other] { $count } provisions without a single ticket in this set
}
evaluation-no-mistakes = There is not a single mistake.
evaluation-mistakes-about = { $count ->
    [one] In { $count } ticket the first suggestion names the wrong unit, or there is none. The most confident mistakes come first.
   *[other] In { $count } tickets the first suggestion names the wrong unit, or there is none. The most confident mistakes come first.
}
evaluation-mistakes-listed = { $count ->
    [one] Below is the first { $count }.
   *[other] Below are the first { $count }.
}
evaluation-id = Ticket
evaluation-right = Right unit
evaluation-answer = Suggestion
evaluation-words = Words that decided
evaluation-proposed = proposed
evaluation-unsure = unsure
evaluation-method-about = The program sees only the subject and text of a ticket. The time to answer is the shortest of three measurements of each ticket. With a few hundred tickets, differences of up to one and a half percentage points may be chance.
evaluation-privacy = This page holds numbers of tickets and single words from those that went wrong. Before you share it, please check that there are no names among them.
evaluation-ordinance = Ordinance
evaluation-vocabulary = Vocabulary and model
evaluation-tickets = Set of tickets

plot-data = Data of the chart
plot-past = Resolved tickets that the program learned from
plot-share-right = Share of tickets
plot-curve = What learning from resolved tickets brings
plot-about-curve = Lines: how the accuracy of the unit, the presence of the right unit among three, the accuracy of the provision, and the share of tickets that can be assigned grow as the program has seen more resolved tickets.
plot-interval = 95% interval
plot-tickets = Tickets
plot-unit = Unit
plot-duty = Provision
plot-slice = Kind
plot-writing = Writing
plot-wanted = Accuracy required
plot-found = Found
plot-right = Right
plot-confidence = Confidence
plot-share = Share of tickets
plot-labelled = Right unit
plot-answered = Suggested
plot-change = Loss and provisions
plot-at = at least { $precision }%
plot-diagonal = The dashed line joins the points where confidence equals accuracy.
plot-loss = loss { $points } points, unit and provision { $duty }
plot-recall = Tickets of each unit that were found
plot-about-recall = Bars: what share of the tickets that belong to a unit was sent to it. Lines: 95% interval.
plot-precision = Right suggestions of each unit
plot-about-precision = Bars: what share of the tickets suggested for a unit really belongs to it. Lines: 95% interval.
plot-confusion = Right unit and suggested unit
plot-about-confusion = Table of numbers: right units in rows, suggested ones in columns. The darker or lighter a field is than the background, the greater its share of the row’s tickets.
plot-reliability = Confidence and accuracy
plot-about-reliability = Each dot stands for suggestions of similar confidence: the further right, the surer; the higher, the more accurate; the bigger the dot, the more of them.
plot-coverage = How many tickets can be assigned, and how accurately
plot-about-coverage = The line shows the accuracy among the surest tickets, from one per cent to all.
plot-decided = Share of tickets that can be assigned at a given accuracy
plot-about-decided = Bars: what share of the tickets, the surest first, can be assigned while keeping the accuracy required.
plot-slices = Accuracy by kind and style
plot-about-slices = Bars: in what share of the tickets of a kind or style the unit is right.
plot-duties = Provisions found least often
plot-about-duties = Bars: what share of a provision’s tickets was sent to it; the weakest provisions of those that have at least three tickets.
plot-robustness = Accuracy with other writing
plot-about-robustness = Bars: in what share of tickets the unit is right when the same tickets are written without Polish letters or with slips.

writing-plain = as in the ticket
writing-no_diacritics = without Polish letters
writing-mistyped_5 = 5% of letters mistyped
writing-mistyped_10 = 10% of letters mistyped

tag-plain = plain
tag-short = short
tag-nodia = without Polish letters
tag-typos = with typing errors
tag-long = long
tag-log = with an error message
tag-forward = forwarded
tag-formal = official
tag-double = two matters at once
tag-foreign = in a foreign language
tag-emotive = with emotions
tag-caps = in capitals
tag-incident = faults
tag-request = requests
tag-question = questions
tag-complaint = complaints
