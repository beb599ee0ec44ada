# Sentences of the pages that everybody sees: frame, home, sign-in, filing, own tickets, letters.
