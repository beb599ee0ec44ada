# Sentences of the letters. What people typed is never part of a sentence: it stands quoted or in a
# list of facts.
mail-greeting = Dzień dobry,
mail-regards = Z poważaniem,
mail-signature = Centrum Obsługi Informatycznej
mail-note-automatic = Ten list wysłał system zgłoszeń Centrum Obsługi Informatycznej Urzędu Miasta Krakowa.
mail-note-forwarded = Jeśli ktoś inny podał ten adres w zgłoszeniu, prosimy ten list pominąć.

# A unit and a person as a sentence names them.
mail-unit = { $code } ({ $name })
mail-writer-unit = { $name }, { $code }
mail-priority = { $number } ({ $name })

# Labels of facts.
mail-fact-subject = Temat
mail-fact-priority = Priorytet
mail-fact-impact = Dotyczy
mail-fact-urgency = Pilność
mail-fact-filed = Zgłoszono
mail-fact-name = Imię i nazwisko
mail-fact-email = E-mail
mail-fact-department = Wydział
mail-fact-room = Pokój
mail-fact-phone = Telefon
mail-fact-writer = Od
mail-fact-unit = Komórka

# Headings that several letters share.
mail-heading-requester = Zgłaszający
mail-heading-body = Opis zgłoszenia
mail-heading-basis = Podstawa w zarządzeniu nr { $ordinance }
mail-heading-reason = Powód
mail-heading-history = Historia zgłoszenia
mail-open-desk = Zgłoszenie w systemie
mail-history-more = { $count ->
    [one] Pominęliśmy { $count } wcześniejszy wpis; jest w systemie.
    [few] Pominęliśmy { $count } wcześniejsze wpisy; są w systemie.
   *[many] Pominęliśmy { $count } wcześniejszych wpisów; są w systemie.
}
mail-cut = (dalszy ciąg jest w systemie)
mail-entry = { $act }, { $who }
mail-entry-to = { $act } ({ $to }), { $who }

# The requester's page.
mail-page = Stan zgłoszenia można sprawdzić tutaj
mail-page-secret = Odnośnik otwiera zgłoszenie bez logowania, dlatego prosimy nikomu go nie przekazywać.

# Confirmation to the requester.
mail-confirmation-subject = Przyjęliśmy zgłoszenie
mail-confirmation-received = przyjęliśmy zgłoszenie. Jego numer to { $number }. Prosimy podawać go, gdy będą się Państwo z nami kontaktować w tej sprawie.
mail-confirmation-who = Kto się nim zajmie
mail-confirmation-proposed = Opis pasuje do zadań komórki { $unit }. Zarządzenie nr { $ordinance } powierza jej w { $duty }:
mail-confirmation-proposed-first-line = Opis pasuje do zadań I linii wsparcia, czyli komórki { $unit }. Zarządzenie nr { $ordinance } powierza jej w { $duty }:
mail-confirmation-reads-first = Zgłoszenie najpierw przeczyta operator I linii wsparcia ({ $code }). Pomoże od razu albo przekaże je komórce, która jest właściwa.
mail-confirmation-helps = Operator I linii przeczyta zgłoszenie i pomoże albo, jeśli okaże się to potrzebne, przekaże je dalej.
mail-confirmation-unsure = Z samego opisu nie wynika, która komórka jest właściwa. Zdecyduje o tym operator I linii wsparcia, { $unit }: przeczyta zgłoszenie i pomoże od razu albo przekaże je dalej. Nic więcej nie trzeba robić.
mail-confirmation-next = Co dalej
mail-confirmation-will-write = O odpowiedzi, pytaniach i rozwiązaniu napiszemy na ten adres.

# Escalation to the second line.
mail-escalation-subject = Eskalacja, priorytet { $priority }: { $subject }
mail-escalation-opening = I linia wsparcia przekazuje Państwu zgłoszenie { $number } w drodze eskalacji. Prosimy o jego przyjęcie.
mail-escalation-comment = Pełny komentarz I linii
mail-escalation-by = Eskaluje
mail-escalation-symptoms = Objawy
mail-escalation-tried = Co zostało sprawdzone
mail-escalation-why-not-solved = Dlaczego I linia nie mogła tego rozwiązać
mail-escalation-contact = Kontakt ze zgłaszającym

# Transfer to the competent unit.
mail-transfer-subject = Przekazanie, priorytet { $priority }: { $subject }
mail-transfer-opening = przekazujemy Państwu zgłoszenie { $number } jako właściwej komórce. Prosimy o jego przyjęcie albo, jeśli sprawa do Państwa nie należy, o zwrot z wyjaśnieniem.
mail-transfer-by = Przekazuje

# Return to the first line.
mail-return-subject = Zwrot, priorytet { $priority }: { $subject }
mail-return-opening = zgłoszenie { $number } wróciło do I linii wsparcia. Prosimy o ponowne rozpatrzenie.
mail-return-by = Zwraca

# A public note by staff, to the requester.
mail-answer-subject = Odpowiedź w sprawie: { $subject }
mail-answer-opening = do zgłoszenia { $number } dodaliśmy wiadomość dla Państwa:
mail-answer-page = Odpowiedzieć i sprawdzić stan zgłoszenia można tutaj

# Resolution, to the requester.
mail-resolution-subject = Rozwiązanie w sprawie: { $subject }
mail-resolution-opening = zgłoszenie { $number } zostało rozwiązane. Rozwiązanie:
mail-resolution-if-not = Jeśli coś nadal nie działa
mail-resolution-reopen = Wystarczy otworzyć zgłoszenie ponownie i napisać, co jest nie tak. Można to zrobić do chwili, gdy zgłoszenie zostanie zamknięte; później prosimy założyć nowe.
mail-resolution-fine = Jeśli wszystko działa, nie trzeba nic robić.
mail-resolution-page = Zgłoszenie można zobaczyć i otworzyć ponownie tutaj

# Reopening, to the holding unit.
mail-reopening-subject = Ponownie otwarte, priorytet { $priority }: { $subject }
mail-reopening-opening = zgłoszenie { $number } zostało otwarte ponownie: problem nie ustąpił. Prosimy o dalszą pracę nad nim.
mail-reopening-by = Otwiera ponownie
mail-reopening-reason = Co nadal nie działa

# Why a letter was not delivered, for the staff who decide what to do about it.
undelivered-no-ticket = Nie ma już zgłoszenia albo wpisu, którego dotyczy ten list.
undelivered-wrong-act = Wpis w historii zgłoszenia nie pasuje do tego rodzaju listu.
undelivered-corrupt = Nie można odczytać danych potrzebnych do napisania listu.
undelivered-no-unit-address = W konfiguracji nie ma adresu komórki { $unit }.
undelivered-bad-address = „{ $address }” nie jest adresem, na który można wysłać list.
undelivered-bad-sender = „{ $address }” w konfiguracji (mail.from) nie jest adresem nadawcy.
undelivered-foreign-domain = Zgłaszający nie zalogował się, a adres jest spoza dozwolonych domen. Potwierdzenia nie wysłano, żeby nie pisać do osób, które niczego nie zgłaszały.
undelivered-refused = Serwer poczty odrzucił list na stałe. Odpowiedź serwera: { $reason }
undelivered-not-now = Ta próba się nie powiodła, będzie następna. Powód: { $reason }
undelivered-too-long = Wszystkie próby w wyznaczonym czasie zawiodły. Powód ostatniej: { $reason }
undelivered-crashed = Błąd programu podczas wysyłania. Szczegóły są w dzienniku.
