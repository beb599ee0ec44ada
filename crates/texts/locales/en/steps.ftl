# Steps of clocks in a ticket's history: who was told that time runs down.
step-title = Reminder of a due time
step-title-caught-up = Reminder after the program was down (one for all that were missed)
step-clock = About
step-share = Time used
step-used = { $percent }%
step-used-late = { $percent }%, overdue
step-told = Who was told
step-told-unit = unit { $unit }
step-told-superior = { $name } ({ $post })
step-rule = Rule
step-letter = Letter: { $who }
