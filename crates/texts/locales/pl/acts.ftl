# Waiting, priority, returns with a cause: names and forms. Keys follow the names in `domain`.
act-paused = Wstrzymanie
act-resumed = Wznowienie
act-priority_changed = Zmiana priorytetu

letter-pause = wstrzymanie
letter-reply = odpowiedź zgłaszającego

refusal-no_full_comment = Do komórki { $unit } zgłoszeń się nie eskaluje, więc nie dostała pełnego komentarza.
refusal-not_waiting = Zgłoszenie na nic teraz nie czeka.
refusal-same_priority = Zasięg i pilność są już takie. Proszę zmienić choć jedno z nich.

fault-not_within_a_year = Proszę podać dzień i godzinę w przyszłości, nie dalej niż za rok.
fault-not_a_moment = Tej daty nie udało się odczytać. Przykład: 2026-12-03 10:30

waiting-requester = na zgłaszającego
waiting-supplier = na dostawcę
waiting-date = na umówiony termin
waiting-badge = czeka { $what }
waiting-badge-until = czeka { $what }, do { $until }

comment-symptoms = objawy
comment-tried = co sprawdzono
comment-why_not_solved = dlaczego I linia nie rozwiązała
comment-contact = jak dotrzeć do zgłaszającego

act-form-paused-title = Zapytaj zgłaszającego albo wstrzymaj
act-form-paused-label = Wyjaśnienie dla zgłaszającego
act-form-paused-hint = Na co czekamy i co będzie dalej. Zgłaszający dostanie ten tekst e‑mailem. Dopóki zgłoszenie czeka, jego czas nie biegnie.
act-form-paused-button = Wstrzymaj zgłoszenie
act-form-paused-why = Na co czeka
act-form-paused-why-requester = Na zgłaszającego
act-form-paused-why-requester-hint = Odpowiedź zgłaszającego sama wznowi zgłoszenie.
act-form-paused-why-supplier = Na dostawcę
act-form-paused-why-supplier-hint = Na przykład na część, serwis albo odpowiedź producenta.
act-form-paused-why-date = Na umówiony termin
act-form-paused-why-date-hint = Termin trzeba podać niżej.
act-form-paused-until = Do kiedy
act-form-paused-until-hint = O tej porze zgłoszenie samo wróci do pracy. Przy umówionym terminie wymagane, poza tym można zostawić puste.
act-form-resumed-title = Wznów
act-form-resumed-hint = Zgłoszenie przestanie czekać, a jego czas znów będzie biegł.
act-form-resumed-button = Wznów zgłoszenie
act-form-priority_changed-title = Zmień priorytet
act-form-priority_changed-label = Powód zmiany
act-form-priority_changed-hint = Zobaczy go tylko obsługa. Czas, w którym zgłoszenie czekało, zostaje policzony jak dotąd.
act-form-priority_changed-button = Zapisz zmianę
act-form-priority_changed-impact = Kogo dotyczy
act-form-priority_changed-urgency = Pilność
act-form-returned-cause = Co było nie tak
act-form-returned-cause-other = Coś innego
act-form-returned-cause-other-hint = Wystarczy powód niżej.
act-form-returned-cause-incomplete_comment = Niepełny komentarz
act-form-returned-cause-incomplete_comment-hint = Proszę zaznaczyć części, w których jest za mało. Liczymy takie zwroty, żeby I linia wiedziała, co poprawić (§ 8 pkt 3).
act-form-returned-cause-not_competent = To zadanie innej komórki
act-form-returned-cause-not_competent-hint = Proszę wskazać przepis, który o tym mówi.
act-form-returned-parts = Czego brakuje w komentarzu
act-form-returned-points-to = Przepis i komórka, do której należy sprawa
act-form-returned-points-to-none = nie wskazuję

history-resumed = Zgłoszenie nie czeka już na nic i jest dalej rozpatrywane.
history-waits = Czeka
history-until = Do kiedy
history-pause-reason = Wyjaśnienie dla zgłaszającego
history-impact = Dotyczy
history-urgency = Pilność
history-priority = Priorytet
history-priority-value = { $number } ({ $name })
history-incomplete = Niepełny komentarz
history-points-to = Właściwa komórka

my-event-paused = Czekamy { $what }
my-event-resumed = Zgłoszenie jest dalej rozpatrywane
my-event-priority_changed = Zmieniono priorytet zgłoszenia
my-now-waiting-requester = Zgłoszenie czeka na Pani/Pana odpowiedź. Wystarczy napisać wiadomość niżej, a wrócimy do pracy.
my-now-waiting-supplier = Zgłoszenie czeka na dostawcę. Gdy tylko będzie można, wrócimy do pracy.
my-now-waiting-date = Zgłoszenie czeka na umówiony termin.
my-now-waiting-until = Czekamy najdłużej do: { $until }.

done-desk-paused = Zgłoszenie wstrzymano. Zgłaszający dostanie wyjaśnienie e‑mailem.
done-desk-resumed = Zgłoszenie wznowiono.
done-desk-priority_changed = Priorytet zmieniono.

# Two units that do not agree, and their superior.
act-decided = Rozstrzygnięcie przełożonego
letter-arbitration = prośba o rozstrzygnięcie
letter-ruling = rozstrzygnięcie
letter-to-arbiter = do przełożonego obu komórek
refusal-awaits_decision = O tym, czy zgłoszenie należy do { $unit }, rozstrzyga teraz przełożony obu komórek. Proszę poczekać na decyzję.
refusal-settled = Przełożony obu komórek rozstrzygnął już tę sprawę, więc zgłoszenia nie można znów wysłać do { $unit }. Można je przekazać do innej komórki albo rozwiązać.
refusal-no_dispute = W tym zgłoszeniu nie ma czego rozstrzygać.
refusal-not_of_the_two = { $unit } nie jest jedną z dwóch komórek, które się nie zgadzają.
dispute-badge = rozstrzyga { $post } ({ $one }, { $other })
my-event-decided = Przełożony zdecydował, że zgłoszeniem zajmie się { $unit }
done-desk-decided = Decyzję zapisano. Obie komórki dostaną ją w liście.
ruling-title = Rozstrzygnięcie: { $number }
ruling-heading = Która komórka ma się tym zająć?
ruling-lead = Zgłoszenie trzeci raz wróciło między tymi samymi dwiema komórkami. Decyzja wspólnego przełożonego wiąże obie: zgłoszenie już między nimi nie wróci.
ruling-post = Decyduje: { $post }.
ruling-form = Decyzja
ruling-duty = Komórka i jej obowiązek
ruling-duty-hint = Proszę wybrać przepis, na podstawie którego sprawa należy do tej komórki.
ruling-choose = proszę wybrać
ruling-button = Zapisz decyzję
history-by-superior = { $name }, w imieniu przełożonego obu komórek

# Child tasks.
act-task_given = Zlecenie zadania
act-task_taken = Przyjęcie zadania
act-task_ended = Zakończenie zadania
letter-task = zadanie
letter-task_result = wynik zadania
refusal-no_remote_hands = O usługę zdalnych rąk prosi II linia, a świadczy ją komórka, której zarządzenie to powierza (§ 15 pkt 8).
refusal-task_ended = To zadanie jest już zakończone.
task-kind-remote_hands = zdalne ręce
task-kind-part = część pracy
task-state-open = czeka na przyjęcie
task-state-taken = w toku
task-state-done = wykonane
task-state-declined = nie do wykonania
task-state-withdrawn = wycofane
my-event-task = Nad zgłoszeniem pracuje też inna komórka
done-desk-task_given = Zadanie zlecono. Komórka dostanie list, a zgłoszenie zostaje tam, gdzie było.
done-desk-task_taken = Zadanie przyjęto.
done-desk-task_ended = Zadanie zakończono. Druga strona dostanie list.
tasks-title = Zadania
tasks-give = Zleć zadanie innej komórce
tasks-give-hint = Zdalne ręce albo część pracy; zgłoszenie zostaje na miejscu.
tasks-number = Zadanie { $number }
tasks-mine = Zadania dla Państwa komórki
task-give-title = Zlecenie zadania: { $number }
task-give-heading = Zlecenie zadania
task-give-lead = Komórka dostanie list. Zgłoszenie nie zmienia komórki ani stanu; wynik zadania wróci tutaj.
task-give-button = Zleć zadanie
task-what = Co zrobić
task-place = Gdzie
task-contact = Kontakt na miejscu
task-unit = Komórka
task-result = Wynik
task-take = Przyjmij zadanie
task-act-title = Zakończ zadanie
task-done = Wykonane
task-decline = Nie do wykonania
task-withdraw-title = Wycofaj zadanie
task-withdraw = Wycofaj zadanie
task-back = Wróć do zgłoszenia
field-task-duty = Komórka i podstawa
hint-task-duty = Zdalnych rąk udziela komórka z § 15 pkt 8. Część pracy można zlecić każdej komórce, z jej obowiązkiem.
field-kind = Rodzaj zadania
field-place = Gdzie
hint-place = Budynek i pokój. Przy zdalnych rękach i rezerwacjach wymagane.
field-contact = Kontakt na miejscu
hint-contact = Kto otworzy i pokaże. Przy zdalnych rękach wymagane.
field-what = Co zrobić
field-result = Wynik albo powód
history-task = Zadanie
history-task-what = Co zrobić
history-task-place = Gdzie
history-task-contact = Kontakt na miejscu
history-task-how = Jak się skończyło
history-task-result = Wynik

# How often escalations came back for their comment.
quality-title = Jakość eskalacji
quality-lead = Ile eskalacji wróciło, bo komentarz był niepełny (§ 8 pkt 3), i czego w nim brakowało.
quality-days = { $count ->
    [one] Ostatni { $count } dzień
    [few] Ostatnie { $count } dni
   *[many] Ostatnie { $count } dni
}
quality-what = Co policzono
quality-escalated = Eskalacje
quality-incomplete = Zwroty z powodu niepełnego komentarza
quality-part = Za mało: { $part }
quality-not-competent = Zwroty ze wskazaniem innej komórki
