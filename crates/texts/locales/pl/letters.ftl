# Sentences of the letters.
