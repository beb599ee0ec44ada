# Clocks: due times, time left, and why.
clock-moment-today = dzisiaj, { $time }
clock-moment-tomorrow = jutra, { $time }
clock-moment-yesterday = wczoraj, { $time }
clock-span = { $hours } h { $minutes } min
clock-span-hours = { $hours } h
clock-span-minutes = { $minutes } min
clock-span-moment = mniej niż 1 min
clock-span-office = { $span } pracy

clock-title-first_answer = Odpowiedź zgłaszającemu
clock-title-solution = Rozwiązanie
clock-title-accept = Przyjęcie przez { $unit }
clock-title-solve = Rozwiązanie przez { $unit }
clock-title-csirt = Zgłoszenie incydentu do CSIRT NASK
clock-title-data_protection = Zgłoszenie naruszenia do Prezesa UODO

clock-what-first_answer = odpowiedź
clock-what-solution = rozwiązanie
clock-what-accept = przyjęcie przez { $unit }
clock-what-solve = rozwiązanie przez { $unit }
clock-what-csirt = zgłoszenie do CSIRT NASK
clock-what-data_protection = zgłoszenie do Prezesa UODO

clock-due = { $what } do { $at }
clock-none = { $what } bez terminu
clock-late = { $what } po terminie od { $at }
clock-waits = { $what }: termin nie biegnie, bo zgłoszenie czeka { $for }
clock-waits-until = { $what } do { $at }; termin na razie nie biegnie, bo zgłoszenie czeka { $for }
clock-met = { $what } w terminie: { $at }
clock-met-late = { $what } po terminie: { $at }
clock-met-free = { $what }: { $at }
clock-stopped = { $what } nie liczy się od: { $at }
clock-left = zostało { $span }
clock-over = termin przekroczono o { $span }
clock-line = { $headline } ({ $left })

clock-cause-started = Początek
clock-cause-priority = Zmiana priorytetu
clock-cause-unit = Zmiana komórki
clock-cause-reopened = Ponowne otwarcie
clock-promise = { $cause }, { $at }: { $rule }
clock-rule = { $span }, wersja celów „{ $version }”, wiersz { $line }
clock-rule-none = bez terminu
clock-rule-grace = { $rule }; z czasem dodanym od początku wolno zużyć { $allowed }
clock-rule-csirt = { $span } na zegarze, bo tyle daje ustawa o krajowym systemie cyberbezpieczeństwa
clock-rule-data_protection = { $span } na zegarze, bo tyle daje art. 33 RODO
clock-used = Zużyto { $used }.
clock-used-of = Zużyto { $used } z { $allowed }.

clock-row-open = czas pracy, kalendarz „{ $version }”
clock-row-outside = poza godzinami pracy
clock-row-no-hours = dzień tygodnia bez godzin pracy
clock-row-day-off = dzień ustawowo wolny: { $name }
clock-row-closed = dzień wolny: { $reason }
clock-row-wall = liczy się bez przerwy, w dzień i w nocy
clock-row-waiting = zgłoszenie czeka { $what }
clock-row-solved = zgłoszenie było rozwiązane
clock-row-counted = liczy się { $span }
clock-row-not-counted = nie liczy się
clock-row-ahead = przed nami

clock-requester-due-first_answer = Odpowiemy najpóźniej do { $at }.
clock-requester-due-solution = Rozwiązania można się spodziewać do { $at }.
clock-requester-late-first_answer = Termin odpowiedzi minął: { $at }. Przepraszamy za opóźnienie.
clock-requester-late-solution = Termin rozwiązania minął: { $at }. Przepraszamy za opóźnienie.
clock-requester-waits = W tym czasie termin nie biegnie.


due-title = Terminy zgłoszenia { $number }
due-heading = Terminy i skąd się biorą
due-now = Stan na: { $at }
due-none = Żaden termin teraz nie biegnie.
due-list = Terminy
due-link = Skąd te terminy?
due-reckoning = Jak to policzono
due-caption = { $title }: od kiedy do kiedy czas się liczył i dlaczego
due-from = Od
due-to = Do
due-counted = Czy się liczy
due-why = Dlaczego
due-how-title = Jak liczymy czas
due-how-office = Liczą się tylko godziny pracy z kalendarza urzędu. Zgłoszenia incydentów, których wymaga prawo, liczą się bez przerwy, w dzień i w nocy.
due-how-waiting = Gdy zgłoszenie czeka na zgłaszającego, na dostawcę albo na umówiony termin, czas nie biegnie.
due-how-change = Po zmianie priorytetu lub komórki czas już zużyty zostaje zużyty, a cel dobiera się na nowo. Po ponownym otwarciu zawsze zostaje choć chwila na reakcję.

queue-column-due = Termin
queue-due-none = nie biegnie

# Security incidents.
act-incident = Incydent bezpieczeństwa
my-event-incident = Zajmujemy się tą sprawą
done-desk-incident = Zapisano. Wpis jest w historii zgłoszenia.
refusal-no_incident = Tego nie trzeba już zapisywać: zgłoszenie nie jest incydentem bezpieczeństwa albo ten wpis już jest.
fault-not_since_filed = Proszę podać chwilę od przyjęcia zgłoszenia do teraz.
incident-title = Incydent bezpieczeństwa
incident-open = Co trzeba zrobić
incident-hint = Te terminy wynikają z przepisów. Biegną w dzień i w nocy, także gdy zgłoszenie na coś czeka albo jest już rozwiązane.
incident-stale = Ktoś w międzyczasie zmienił zgłoszenie. Proszę sprawdzić historię i zapisać jeszcze raz, to co wpisane zostało.
incident-csirt-title = Zgłoszenie do CSIRT NASK
incident-csirt-button = Zgłoszono do CSIRT NASK
incident-uodo-title = Zgłoszenie do Prezesa UODO
incident-uodo-button = Zgłoszono do Prezesa UODO
incident-leak = Wyciekły dane osobowe: { $answer }
incident-leak-yes = tak
incident-leak-no = nie
incident-leak-unknown = jeszcze nie wiadomo
incident-leak-title = Czy wyciekły dane osobowe?
incident-leak-hint = Odpowiedź „tak” zaczyna 72 godziny na zgłoszenie do Prezesa UODO. Odpowiedź można zmienić, gdy okaże się inaczej.
incident-leak-button-yes = Tak, wyciekły dane osobowe
incident-leak-button-no = Nie wyciekły
incident-to-csirt = CSIRT NASK
incident-to-data_protection = Prezes UODO
history-incident-to = Zgłoszono do
history-incident-reference = Numer zgłoszenia
history-incident-at = Kiedy zgłoszono
history-incident-leak = Wyciekły dane osobowe
field-csirt-reference = Numer nadany przez CSIRT NASK
field-csirt-reported_at = Kiedy zgłoszono
field-data_protection-reference = Numer nadany przez UODO
field-data_protection-reported_at = Kiedy zgłoszono
field-leaked = Czy wyciekły dane osobowe?
