# What requesters say of solutions.
rating-title = Jak ocenia Pani/Pan rozwiązanie?
rating-hint = Wystarczy jedno kliknięcie; kilka słów można dopisać potem.
rating-last-word = Zgłoszenie jest zamknięte, więc oceny nie da się już potem zmienić.
rating-given = Dziękujemy. Ocenę można zmienić, dopóki zgłoszenie nie jest zamknięte.
rating-stands = Pani/Pana ocena rozwiązania
rating-good = Dobrze
rating-fair = Średnio
rating-bad = Źle
rating-remark = Kilka słów do oceny (nieobowiązkowo)
rating-save = Zapisz uwagi
rating-of-requester = Ocena zgłaszającego
done-my-rated = Ocena zapisana. Dziękujemy.
mail-resolution-rate = Na stronie zgłoszenia można też jednym kliknięciem ocenić rozwiązanie.
