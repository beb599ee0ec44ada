# Figures of the desk's work: the page, its files, the monthly report.

nav-analyses = Analizy

analyses-title = Analizy
analyses-lead = Ile zgłoszeń przyjęto i rozwiązano, ile czeka i jak często dotrzymano terminów.
analyses-period = Okres i komórka
analyses-from = Od dnia
analyses-to = do dnia
analyses-unit = Komórka
analyses-every-unit = wszystkie
analyses-show = Pokaż
analyses-presets = Gotowe okresy
analyses-this-month = Ten miesiąc
analyses-last-month = Poprzedni miesiąc
analyses-quarter = Ten kwartał
analyses-year = Ten rok
analyses-bad = Nie rozumiemy tego okresu albo komórki, więc pokazujemy ten miesiąc. Dzień trzeba podać jako rok-miesiąc-dzień, na przykład 2026-11-01, początek nie może być po końcu, a okres może mieć najwyżej dziesięć lat.
analyses-missing = { $count ->
    [one] Nie policzono jeszcze { $count } zgłoszenia. Proszę za chwilę odświeżyć stronę.
    [few] Nie policzono jeszcze { $count } zgłoszeń. Proszę za chwilę odświeżyć stronę.
   *[many] Nie policzono jeszcze { $count } zgłoszeń. Proszę za chwilę odświeżyć stronę.
}
analyses-counted-at = Stan na { $at }
analyses-days = od { $from } do { $to }
analyses-of-unit = Tylko zgłoszenia komórki { $unit }
analyses-of-units = Tylko zgłoszenia komórek, które Pani lub Panu podlegają

analyses-figures = W liczbach
analyses-registered = Przyjęte
analyses-solved = Rozwiązane
analyses-solved-note = W tym okresie; po ponownym otwarciu liczy się ostatnie rozwiązanie.
analyses-open = Otwarte na koniec
analyses-late-note = { $count ->
    [one] { $count } po terminie rozwiązania
    [few] { $count } po terminie rozwiązania
   *[many] { $count } po terminie rozwiązania
}
analyses-answer = Odpowiedź w terminie
analyses-solution = Rozwiązanie w terminie
analyses-both = Oba terminy dotrzymane
analyses-kept-note = { $kept } z { $of } rozwiązanych
analyses-not-handed-over = Rozwiązane bez przekazywania
analyses-first-contact = Rozwiązane przy pierwszym kontakcie
analyses-first-contact-note = Bez przekazania, bez dopytywania i bez ponownego otwarcia.
analyses-half = Połowa rozwiązana najdalej w
analyses-half-note = czasu pracy, bez oczekiwania; 9 na 10 w { $span }
analyses-handed-over = Przekazane innym komórkom
analyses-handed-over-note = eskalacje: { $escalations }, przekazania: { $transfers }, zwroty: { $returns }
analyses-misrouted-figure = Przekazane najpierw nie tam
analyses-misrouted-note = { $kept } z { $of } przekazanych rozwiązała inna komórka niż pierwsza
analyses-reopened = Otwarte ponownie
analyses-cancelled = Anulowane
analyses-merged-note = { $count ->
    [one] a { $count } połączono z innym zgłoszeniem
    [few] a { $count } połączono z innymi zgłoszeniami
   *[many] a { $count } połączono z innymi zgłoszeniami
}
analyses-part = { $part } ({ $share })

analyses-course = Napływ i zaległości
analyses-course-chart = Zgłoszenia { $by }
analyses-course-description = Ile zgłoszeń przyjęto, ile zakończono i ile było otwartych, kolejno { $by }.
analyses-by-day = dzień po dniu
analyses-by-week = tydzień po tygodniu
analyses-by-month = miesiąc po miesiącu
analyses-course-day = Dzień
analyses-course-week = Tydzień od
analyses-course-month = Miesiąc
analyses-course-tickets = Zgłoszenia
analyses-course-registered = przyjęte
analyses-course-ended = zakończone
analyses-course-open = otwarte na koniec
analyses-data = Dane wykresu w tabeli

analyses-ages = Jak długo czekają otwarte zgłoszenia
analyses-ages-chart = Otwarte zgłoszenia według czasu od przyjęcia
analyses-ages-description = Liczba otwartych zgłoszeń według czasu, który minął od przyjęcia.
analyses-ages-of = Od przyjęcia minęło
analyses-ages-none = Nic nie czeka.
analyses-age-under_1_day = mniej niż 1 dzień
analyses-age-under_3_days = od 1 do 3 dni
analyses-age-under_7_days = od 3 do 7 dni
analyses-age-under_30_days = od 7 do 30 dni
analyses-age-older = 30 dni i więcej

analyses-units = Według komórek
analyses-units-lead = Zgłoszenie liczy się komórce, która je prowadzi albo je rozwiązała.
analyses-units-none = W tym okresie nie było żadnych zgłoszeń.
analyses-units-chart = Rozwiązania w terminie według komórek
analyses-units-picture = Udział rozwiązań w terminie
analyses-units-description = Jaka część zgłoszeń rozwiązanych przez każdą komórkę została rozwiązana w terminie.
analyses-units-share = Rozwiązane w terminie
analyses-units-count = Rozwiązane
analyses-column-unit = Komórka
analyses-column-registered = Przyjęte
analyses-column-solved = Rozwiązane
analyses-column-open = Otwarte
analyses-column-late = Po terminie
analyses-column-answer = Odpowiedź w terminie
analyses-column-solution = Rozwiązanie w terminie
analyses-column-half = Połowa najdalej w

analyses-misrouted = Przekazane najpierw nie tam
analyses-misrouted-lead = Zgłoszenia, które rozwiązała inna komórka niż ta, do której trafiły najpierw.
analyses-misrouted-none = Wszystko, co przekazano, trafiło od razu tam, gdzie trzeba.
analyses-column-first = Najpierw do
analyses-column-solved-by = Rozwiązała
analyses-column-tickets = Zgłoszenia

analyses-duties = Według przepisów
analyses-duties-lead = Zgłoszenia przyjęte w tym okresie według przepisu, na podstawie którego je prowadzono.
analyses-duties-chart = Przepisy, do których trafiło najwięcej zgłoszeń
analyses-duties-description = Liczba zgłoszeń przyjętych w tym okresie według przepisu, od najczęstszego.
analyses-duties-of = Przepis
analyses-without-duty = { $count ->
    [one] Bez przepisu, czyli prowadzone przez I linię: { $count } zgłoszenie.
    [few] Bez przepisu, czyli prowadzone przez I linię: { $count } zgłoszenia.
   *[many] Bez przepisu, czyli prowadzone przez I linię: { $count } zgłoszeń.
}
analyses-unused = { $count ->
    [one] { $count } przepis bez żadnego zgłoszenia
    [few] { $count } przepisy bez żadnego zgłoszenia
   *[many] { $count } przepisów bez żadnego zgłoszenia
}
analyses-unused-none = Do każdego przepisu trafiło choć jedno zgłoszenie.

analyses-ratings = Oceny rozwiązań
analyses-files = Pobierz jako CSV
analyses-files-hint = Pliki otwiera arkusz kalkulacyjny z polskimi ustawieniami.
analyses-file-przebieg = Napływ i zaległości
analyses-file-komorki = Według komórek
analyses-file-przepisy = Według przepisów
analyses-file-bledne = Przekazane najpierw nie tam
analyses-file-zgloszenia = Wszystkie zgłoszenia przyjęte w tym okresie
analyses-more = Zobacz też
analyses-report-link = Raport za { $month } do wydruku

# Heads of the columns of files.
csv-from = Od
csv-to = Do
csv-unit = Komórka
csv-unit-name = Nazwa komórki
csv-registered = Przyjęte
csv-ended = Zakończone
csv-solved = Rozwiązane
csv-open = Otwarte na koniec
csv-late = Po terminie
csv-answer-kept = Odpowiedzi w terminie
csv-answer-of = Odpowiedzi z terminem
csv-solution-kept = Rozwiązania w terminie
csv-solution-of = Rozwiązania z terminem
csv-both-kept = Oba w terminie
csv-not-handed-over = Bez przekazania
csv-first-contact = Przy pierwszym kontakcie
csv-handed-over = Przekazane
csv-escalations = Eskalacje
csv-transfers = Przekazania
csv-returns = Zwroty
csv-reopened = Otwarte ponownie
csv-misrouted = Przekazane najpierw nie tam
csv-cancelled = Anulowane
csv-merged = Połączone
csv-half = Połowa rozwiązana w minutach pracy
csv-nine = 9 na 10 w minutach pracy
csv-duty = Przepis
csv-duty-text = Treść przepisu
csv-tickets = Zgłoszenia
csv-first = Najpierw do
csv-solved-by = Rozwiązała
csv-number = Numer
csv-subject = Temat
csv-requester = Zgłaszający
csv-department = Komórka zgłaszającego
csv-status = Stan
csv-priority = Priorytet
csv-filed-at = Przyjęto
csv-answered-at = Pierwsza odpowiedź
csv-answer-in-time = Odpowiedź w terminie
csv-ended-at = Zakończono
csv-how = Jak zakończono
csv-solution-in-time = Rozwiązanie w terminie
csv-used = Minuty pracy do rozwiązania
csv-reopenings = Ponowne otwarcia
csv-yes = tak
csv-no = nie
csv-how-solved = rozwiązane
csv-how-cancelled = anulowane
csv-how-merged = połączone

# The monthly report.
month-name-1 = styczeń
month-name-2 = luty
month-name-3 = marzec
month-name-4 = kwiecień
month-name-5 = maj
month-name-6 = czerwiec
month-name-7 = lipiec
month-name-8 = sierpień
month-name-9 = wrzesień
month-name-10 = październik
month-name-11 = listopad
month-name-12 = grudzień
month-in-1 = W styczniu
month-in-2 = W lutym
month-in-3 = W marcu
month-in-4 = W kwietniu
month-in-5 = W maju
month-in-6 = W czerwcu
month-in-7 = W lipcu
month-in-8 = W sierpniu
month-in-9 = We wrześniu
month-in-10 = W październiku
month-in-11 = W listopadzie
month-in-12 = W grudniu

report-title = Raport za { $month } { $year }
report-lead = Praca działu pomocy Centrum Obsługi Informatycznej (§ 8 pkt 4 i § 18 pkt 18 zarządzenia).
report-not-over = Ten miesiąc jeszcze trwa. Liczby są na dzień { $at }.
report-registered = { $count ->
    [one] { $when } { $year } przyjęto { $count } zgłoszenie.
    [few] { $when } { $year } przyjęto { $count } zgłoszenia.
   *[many] { $when } { $year } przyjęto { $count } zgłoszeń.
}
report-solved = { $count ->
    [one] Rozwiązano { $count } zgłoszenie.
    [few] Rozwiązano { $count } zgłoszenia.
   *[many] Rozwiązano { $count } zgłoszeń.
}
report-times = Połowę z nich rozwiązano najdalej w { $half } czasu pracy, a 9 na 10 najdalej w { $nine }.
report-answer = Pierwsza odpowiedź przyszła w terminie w { $share } zgłoszeń ({ $kept } z { $of }).
report-solution = W terminie rozwiązano { $share } zgłoszeń ({ $kept } z { $of }).
report-first-contact = Przy pierwszym kontakcie rozwiązano { $share } zgłoszeń ({ $kept } z { $of }).
report-hand-overs = Innym komórkom przekazano { $handed } z rozwiązanych zgłoszeń: eskalacji było { $escalations }, przekazań { $transfers }, zwrotów { $returns }.
report-misrouted = Najpierw nie tam, gdzie trzeba, trafiło { $share } przekazanych zgłoszeń ({ $kept } z { $of }).
report-reopened = { $count ->
    [one] Po rozwiązaniu otwarto ponownie { $count } zgłoszenie.
    [few] Po rozwiązaniu otwarto ponownie { $count } zgłoszenia.
   *[many] Po rozwiązaniu otwarto ponownie { $count } zgłoszeń.
}
report-open = { $count ->
    [one] Na koniec otwarte było { $count } zgłoszenie.
    [few] Na koniec otwarte były { $count } zgłoszenia.
   *[many] Na koniec otwartych było { $count } zgłoszeń.
}
report-open-before = Na początku było ich { $count }.
report-late = { $count ->
    [one] Po terminie rozwiązania było { $count } z nich.
    [few] Po terminie rozwiązania były { $count } z nich.
   *[many] Po terminie rozwiązania było { $count } z nich.
}
report-unused = { $count ->
    [one] Do { $count } przepisu § 7–§ 16 nie trafiło żadne zgłoszenie.
    [few] Do { $count } przepisów § 7–§ 16 nie trafiło żadne zgłoszenie.
   *[many] Do { $count } przepisów § 7–§ 16 nie trafiło żadne zgłoszenie.
}
report-words = Najważniejsze
report-back = Wróć do analiz
report-print-hint = Tę stronę można wydrukować albo zapisać jako PDF poleceniem „Drukuj” przeglądarki.
report-definitions = Co dokładnie liczymy, opisano w pliku docs/analyses.md programu.
