# Letters about clocks, summaries, and closing.
letter-closing = zamknięcie
letter-reminder = przypomnienie o terminie
letter-summary = zestawienie
letter-to-person = osoba, która zajmuje się zgłoszeniem
letter-to-official = osoba wymieniona w pliku people.toml
ticket-letter-gathered = w zestawieniu

mail-reminder-subject = Zbliża się termin: { $subject }
mail-reminder-subject-late = Po terminie: { $subject }
mail-reminder-opening = zbliża się termin w zgłoszeniu { $number }.
mail-reminder-opening-late = minął termin w zgłoszeniu { $number }. Prosimy o pilne zajęcie się nim.
mail-reminder-opening-superior = informujemy, że w zgłoszeniu { $number } zbliża się termin. Prosimy o wsparcie komórki, która je prowadzi.
mail-reminder-opening-superior-late = informujemy, że w zgłoszeniu { $number } minął termin. Prosimy o wsparcie komórki, która je prowadzi.
mail-reminder-why = Dlaczego teraz
mail-reminder-rows-more = { $count ->
    [one] Pominęliśmy { $count } wcześniejszy odcinek czasu; jest w systemie.
    [few] Pominęliśmy { $count } wcześniejsze odcinki czasu; są w systemie.
   *[many] Pominęliśmy { $count } wcześniejszych odcinków czasu; są w systemie.
}
mail-reminder-note = Ten list niczego nie zmienia w zgłoszeniu: nadal prowadzi je ta sama komórka.

mail-summary-all = Zgłoszenia w systemie
mail-summary-tickets = Zgłoszenia
mail-summary-subject-steps = { $count ->
    [one] Terminy: { $count } zgłoszenie
    [few] Terminy: { $count } zgłoszenia
   *[many] Terminy: { $count } zgłoszeń
}
mail-summary-opening-steps = { $count ->
    [one] { $count } zgłoszenie wymaga uwagi, bo zbliża się jego termin albo już minął.
    [few] { $count } zgłoszenia wymagają uwagi, bo zbliża się ich termin albo już minął.
   *[many] { $count } zgłoszeń wymaga uwagi, bo zbliża się ich termin albo już minął.
}
mail-summary-subject-catch-up = { $count ->
    [one] Zaległe terminy: { $count } zgłoszenie
    [few] Zaległe terminy: { $count } zgłoszenia
   *[many] Zaległe terminy: { $count } zgłoszeń
}
mail-summary-opening-catch-up = { $count ->
    [one] system przez pewien czas nie wysyłał przypomnień. Zamiast osobnych listów przesyłamy jeden, ze wszystkim, co w tym czasie należało przekazać: { $count } zgłoszenie.
    [few] system przez pewien czas nie wysyłał przypomnień. Zamiast osobnych listów przesyłamy jeden, ze wszystkim, co w tym czasie należało przekazać: { $count } zgłoszenia.
   *[many] system przez pewien czas nie wysyłał przypomnień. Zamiast osobnych listów przesyłamy jeden, ze wszystkim, co w tym czasie należało przekazać: { $count } zgłoszeń.
}
mail-summary-subject-letters = { $count ->
    [one] Zestawienie ({ $kind }): { $count } zgłoszenie
    [few] Zestawienie ({ $kind }): { $count } zgłoszenia
   *[many] Zestawienie ({ $kind }): { $count } zgłoszeń
}
mail-summary-opening-letters = w krótkim czasie mieliśmy do Państwa wiele listów jednego rodzaju ({ $kind }). Zamiast kolejnych osobnych listów przesyłamy ich zestawienie. Wszystkie zgłoszenia są w systemie, żadne nie przepadło.
mail-summary-subject-own = { $count ->
    [one] Zestawienie ({ $kind }): { $count } zgłoszenie
    [few] Zestawienie ({ $kind }): { $count } zgłoszenia
   *[many] Zestawienie ({ $kind }): { $count } zgłoszeń
}
mail-summary-opening-own = w krótkim czasie mieliśmy na ten adres wiele listów jednego rodzaju ({ $kind }). Zamiast kolejnych osobnych listów przesyłamy numery zgłoszeń, których dotyczyły. Szczegóły są na stronie każdego zgłoszenia; otwiera je zalogowanie albo odnośnik pokazany przy składaniu zgłoszenia.

mail-closing-subject = Zamknięte: { $subject }
mail-closing-opening = zgłoszenie { $number } zostało rozwiązane { $solved } i od tego czasu nikt nie otworzył go ponownie, więc je zamknęliśmy.
mail-closing-next = Nie trzeba nic robić. Jeśli problem wróci, prosimy założyć nowe zgłoszenie i podać w nim powyższy numer.
mail-resolution-reopen-until = Wystarczy otworzyć zgłoszenie ponownie i napisać, co jest nie tak. Można to zrobić do { $until } włącznie; potem zgłoszenie zamknie się samo i trzeba będzie założyć nowe.

undelivered-no-person = Nie ma już osoby, do której miał trafić ten list: konto jest wyłączone albo nie ma jej w pliku people.toml.
