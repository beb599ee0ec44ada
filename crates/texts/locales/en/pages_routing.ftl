# What a proposal is made of and what became of it.
field-choice = Why not as suggested?
hint-choice = One word is enough. The suggestions learn from such corrections.
choice-other_scope = another scope
choice-wrong_suggestion = a wrong suggestion
choice-other = another reason (please write it below)
field-choice_words = Another reason
transfer-reason-start = The ticket mentions: { $words }.

# The program hands over by itself.
automatic-author = dyspozytor (automatic)
automatic-reason = Transferred automatically: confidence { $percent }%, basis { $duty }.
automatic-reason-words = Transferred automatically: confidence { $percent }%, basis { $duty }, words: { $words }.

# The suggestion card.
suggestion-reasons = Full reasons
suggestion-reasons-hint = The weights of words, similar examples, and what would change the result.
suggestion-key = Shortcut: { $key }, or Alt and { $key } (in Firefox Alt, Shift and { $key }).
suggestion-key-claim = You accept the suggestion by claiming the ticket (shortcut: 1).
suggestion-lost-words = These words do not speak for it
suggestion-lost-weight = The same words weigh less among its duties.
shortcuts-accept = accept the suggestion
suggestion-no-provision = No provision of the ordinance covers this matter. The first line decides.
suggestion-two-matters = The ticket seems to hold two matters
suggestion-second-unit = The second belongs to:
suggestion-second-words = The words that point to it: { $words }.
suggestion-second-hint = A ticket can have only one unit. The second matter is best filed as a ticket of its own.

# The page of reasons.
explain-title = Reasons for the suggestion: { $number }
explain-heading = Reasons for the suggestion
explain-aside = Comparison and explanations
explain-proposed = The suggestion is the first unit. Below are all that were considered.
explain-words = Words and their weights
explain-no-words = The whole text decided, no word by itself.
explain-nearest = Similar examples
explain-past = Similar tickets of the past
explain-similarity = similarity { $percent }%
explain-not = Why not { $unit }
explain-not-words = These speak more for { $first } than for { $second }:
explain-not-no-words = No word by itself speaks more for { $first } than for { $second }. The whole text decides the order.
explain-without-title = What would change the result
explain-without = Without the word “{ $words }” it would go to { $unit } ({ $duty }).
explain-without-none = Leaving out any of the important words would not change the unit.
explain-reading-title = How to read this
explain-reading-weights = A weight says how much a word adds to the unit’s result. A lead of 1 is near certainty.
explain-reading-examples = The examples are part of the program, not tickets of other people.

# The stored suggestion made again.
replay-same = Calculated again: the result is the same to the last bit as the one stored with the ticket.
replay-other-data-same-answer = The data that suggestions are made from have changed since the ticket was filed, but the result is the same.
replay-other-data = The suggestion stored with the ticket was made from other data. Below are the reasons for the result calculated now.
replay-broken = The same data gave another result than the one stored with the ticket. This is a fault of the program: please tell an administrator.
replay-none = No suggestion was stored with this ticket. Below is the result calculated now.
replay-difference = { $what }: then { $stored }, now { $now }
replay-nothing = none
replay-part-text = text of the ticket
replay-part-ordinance = ordinance
replay-part-vocabulary = vocabulary
replay-part-model = model
replay-part-adaptation = learning from earlier tickets
replay-part-threshold = threshold of confidence
