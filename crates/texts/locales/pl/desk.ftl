# Names of statuses, acts, priorities, refusals and faults of fields. Keys follow the names in `domain`.
status-new = nowe
status-in_progress = w toku
status-handed_over = przekazane, czeka na przyjęcie
status-returned = zwrócone do I linii
status-resolved = rozwiązane
status-closed = zamknięte
status-cancelled = anulowane

priority-1 = krytyczny
priority-2 = wysoki
priority-3 = średni
priority-4 = niski
priority-5 = planowy

impact-low = jedną osobę
impact-medium = kilka osób, pokój, zespół
impact-high = cały wydział, budynek albo mieszkańców

urgency-low = może poczekać
urgency-medium = utrudnia pracę
urgency-high = nie da się pracować

role-requester = zgłaszający
role-first_line = operator I linii
role-unit = pracownik komórki
role-administrator = administrator

act-registered = Zgłoszenie zarejestrowane
act-claimed = Podjęcie
act-noted = Notatka
act-escalated = Eskalacja do II linii
act-transferred = Przekazanie
act-accepted = Przyjęcie
act-returned = Zwrot do I linii
act-resolved = Rozwiązanie
act-reopened = Ponowne otwarcie
act-closed = Zamknięcie
act-cancelled = Anulowanie

letter-confirmation = potwierdzenie
letter-escalation = eskalacja
letter-transfer = przekazanie
letter-return = zwrot
letter-answer = odpowiedź
letter-resolution = rozwiązanie
letter-reopening = ponowne otwarcie

refusal-finished = Zgłoszenie jest już zakończone, więc nic więcej nie można w nim zrobić. Jeśli sprawa wróciła, proszę założyć nowe zgłoszenie.
refusal-wrong_status = Tego nie można zrobić, gdy zgłoszenie ma stan „{ $status }”.
refusal-unknown_unit = Nie ma komórki { $unit }.
refusal-not_second_line = { $unit } nie jest komórką II linii wsparcia. Eskalować można tylko do II linii; do pozostałych komórek zgłoszenie się przekazuje.
refusal-needs_escalation = { $unit } to II linia wsparcia. I linia przekazuje do niej zgłoszenia eskalacją, z pełnym komentarzem (§ 8 pkt 2 lit. b).
refusal-not_first_line = Eskalować może tylko I linia. Zgłoszenie ma teraz { $unit }: można je przekazać albo zwrócić.
refusal-already_there = Zgłoszenie jest już w komórce { $unit }.
refusal-nothing_to_return = Zgłoszenie jest w I linii, więc nie ma komu go zwrócić.
refusal-unknown_duty = W zarządzeniu nie ma przepisu { $duty }.
refusal-foreign_duty = { $duty } nie jest obowiązkiem komórki { $unit }. Proszę wskazać jej przepis.
refusal-already_yours = To zgłoszenie już Pani/Pan prowadzi.
refusal-fields = Proszę poprawić zaznaczone pola.

fault-missing = To pole jest wymagane.
fault-too_long = { $limit ->
    [one] Tekst jest za długi: najwyżej { $limit } znak.
    [few] Tekst jest za długi: najwyżej { $limit } znaki.
   *[many] Tekst jest za długi: najwyżej { $limit } znaków.
}
fault-not_an_email = To nie wygląda na adres e-mail. Przykład: anna.nowak@um.krakow.pl
fault-unknown_value = Proszę wybrać jedną z podanych możliwości.
