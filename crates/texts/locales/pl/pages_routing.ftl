# What a proposal is made of and what became of it.
field-choice = Dlaczego inaczej niż podpowiedź?
hint-choice = Wystarczy jedno słowo. Z takich poprawek podpowiedzi się uczą.
choice-other_scope = inny zakres
choice-wrong_suggestion = zła podpowiedź
choice-other = inny powód (proszę wpisać niżej)
field-choice_words = Inny powód
transfer-reason-start = W zgłoszeniu mowa o: { $words }.

# The program hands over by itself.
automatic-author = dyspozytor (automatycznie)
automatic-reason = Przekazano automatycznie: pewność { $percent }%, podstawa { $duty }.
automatic-reason-words = Przekazano automatycznie: pewność { $percent }%, podstawa { $duty }, słowa: { $words }.
