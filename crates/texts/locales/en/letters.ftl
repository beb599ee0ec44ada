# Sentences of the letters. What people typed is never part of a sentence: it stands quoted or in a
# list of facts.
