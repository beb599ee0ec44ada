# The administrator's page: how well the router does, and what it has learned.

nav-accuracy = Accuracy

accuracy-title = Accuracy of suggestions
accuracy-lead = How suggestions compare with the units that really resolved the tickets, and what the program has learned from people’s decisions.
accuracy-period = Period
accuracy-from = Tickets from
accuracy-to = to
accuracy-show = Show
accuracy-bad-period = We do not understand these dates, so here are the last 30 days. A day must be given as year-month-day, for example 2026-11-01, and the start cannot be after the end.
accuracy-nothing = No ticket with a suggestion has been resolved in this period yet.
accuracy-shadow-title = Silent mode
accuracy-shadow-text = Suggestions are recorded, but nobody sees them. This page shows what would have happened had each of them been followed.

accuracy-figures = In figures
accuracy-filed = Tickets of this period
accuracy-filed-note = { $count ->
    [one] { $count } with a suggested unit
   *[other] { $count } with a suggested unit
}
accuracy-judged = Resolved, with an answer of the program
accuracy-judged-note = Only of these is it known which unit was the right one.
accuracy-proposed = Of these, with a suggested unit
accuracy-right = Right suggestions
accuracy-right-note = The suggested unit resolved the ticket.
accuracy-wrong = Wrong suggestions
accuracy-wrong-note = So many tickets would have gone wrong, had they been assigned without asking.
accuracy-accepted = Suggestions followed by the first line
accuracy-changed = Suggestions changed by the first line
accuracy-first-right = First unit on the list right
accuracy-first-right-note = Also when the program was unsure.
accuracy-duty-right = Provision right
accuracy-duty-right-note = Among tickets where the unit was right and the provision is known.
accuracy-error = Mean error of confidence
accuracy-error-note = By so many percentage points confidence differs from how often the program is right.

accuracy-reasons = Why the first line chose otherwise
accuracy-reason-other_scope = another scope
accuracy-reason-wrong_suggestion = a wrong suggestion
accuracy-reason-other = in their own words

accuracy-units = By unit
accuracy-column-unit = Unit
accuracy-column-solved = Resolved
accuracy-column-found = Of these suggested
accuracy-column-proposed = Suggested by the program
accuracy-column-precision = Of these right

accuracy-misrouted = What would have gone wrong
accuracy-misrouted-lead = The most confident of the wrong suggestions, 100 at most.
accuracy-misrouted-none = No suggestion of this period was wrong.
accuracy-column-ticket = Ticket
accuracy-column-guess = Suggestion
accuracy-column-confidence = Confidence
accuracy-column-solved-by = Resolved by

accuracy-calibration = Does confidence mean what it says
accuracy-calibration-chart = Stated confidence and accuracy
accuracy-calibration-description = Points on the diagonal mean that the program is right as often as it says. Points below mean that it is too sure of itself, points above that it is too careful.
accuracy-calibration-data = Data of the chart
accuracy-calibration-confidence = Stated confidence
accuracy-calibration-right = How often it was right
accuracy-calibration-count = Tickets
accuracy-calibration-diagonal = Line: confidence equal to accuracy

accuracy-unused = Provisions that nothing went to
accuracy-unused-lead = { $count ->
    [one] { $count } provision on duties of units took no resolved ticket in this period.
   *[other] { $count } provisions on duties of units took no resolved ticket in this period.
}
accuracy-unused-show = Show the provisions

accuracy-gaps = Gaps in competence
accuracy-gaps-lead = Tickets resolved without a provision, or that no provision covers according to the program. If similar ones keep coming, something is missing in the ordinance or the vocabulary.
accuracy-gaps-none = There were no such tickets in this period.
accuracy-column-subject = Subject

accuracy-learning = Learning from decisions
accuracy-learning-off = Learning is switched off in the configuration. The version shown below is in force.
accuracy-learning-on = The program learns by itself when more tickets have been resolved. A new version that does worse on the control set is refused.
accuracy-learning-paused = Learning was paused: { $who }, { $when }. The version shown below stays in force until somebody resumes learning.
accuracy-past = { $count ->
    [one] { $count } ticket of another system was read in for learning too.
   *[other] { $count } tickets of another system were read in for learning too.
}
accuracy-pause = Pause learning
accuracy-resume = Resume learning
accuracy-versions = Versions
accuracy-versions-none = The version shipped with the program is in force. There has been no other yet.
accuracy-column-version = Version
accuracy-column-state = State
accuracy-column-based = Learned from
accuracy-column-figures = Trial
accuracy-column-what = What to do
accuracy-base = Shipped with the program
accuracy-based = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
accuracy-left-out = { $count ->
    [one] { $count } left out
   *[other] { $count } left out
}
accuracy-state-active = in force
accuracy-state-refused = refused
accuracy-state-retired = replaced by a newer one
accuracy-state-reverted = withdrawn
accuracy-settled-by = { $who }, { $when }
accuracy-trial-shipped = fixed set: { $before } → { $after }
accuracy-trial-past = control tickets: { $before } → { $after }
accuracy-revert = Restore
accuracy-revert-label = Restore version { $version }
accuracy-revert-base-label = Restore the version shipped with the program
accuracy-too-old = too old to restore

done-model-reverted = The chosen version has been restored. Learning is paused until somebody resumes it.
done-model-settled-already = This version cannot be restored: it is in force already, or too old.
done-learning-paused = Learning has been paused.
done-learning-resumed = Learning has been resumed.
accuracy-by-command-line = command line
