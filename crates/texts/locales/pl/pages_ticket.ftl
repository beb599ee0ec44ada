# The operator's page of one ticket.
ticket-crumb = Kolejka
ticket-holder = Komórka
ticket-assignee = Prowadzi
ticket-nobody = nikt
ticket-colleague = inna osoba z komórki
ticket-filed = Zgłoszone
ticket-impact = Dotyczy
ticket-urgency = Pilność
ticket-duty = Podstawa
ticket-body = Co się stało
ticket-body-more = Pokaż dalszą część opisu ({ $count ->
    [one] jeszcze { $count } znak
    [few] jeszcze { $count } znaki
   *[many] jeszcze { $count } znaków
})
ticket-marked-hint = Zaznaczone słowa zdecydowały o podpowiedzi.
ticket-requester = Kto zgłasza
ticket-requester-name = Imię i nazwisko
ticket-requester-department = Wydział
ticket-requester-room = Pokój
ticket-requester-phone = Telefon
ticket-requester-email = E-mail
ticket-not-given = nie podano

suggestion-title = Podpowiedź
suggestion-proposed = Właściwa komórka
suggestion-unsure = Nie wiadomo, rozstrzyga I linia
suggestion-unsure-why = Słowa zgłoszenia nie wskazują wyraźnie jednej komórki. Niżej są te, które pasują najlepiej.
suggestion-nothing = Żadne słowo zgłoszenia nie pasuje do obowiązków z zarządzenia. Rozstrzyga I linia.
suggestion-missing = Do tego zgłoszenia nie zapisano podpowiedzi. Rozstrzyga I linia.
suggestion-confidence-certain = bardzo pewne
suggestion-confidence-likely = raczej pewne
suggestion-confidence-possible = możliwe
suggestion-confidence-weak = mało pewne
suggestion-words = Zdecydowały słowa
suggestion-no-words = zdecydował cały tekst, żadne słowo osobno
suggestion-other-duties = Inne pasujące przepisy tej komórki
suggestion-runners-up = Inne możliwe komórki
suggestion-escalate = Eskaluj do { $unit }
suggestion-transfer = Przekaż do { $unit }
suggestion-already-here = Zgłoszenie jest już w tej komórce.
suggestion-versions = Zarządzenie { $ordinance } · słownik { $vocabulary }
suggestion-first-line = I linia
suggestion-second-line = II linia

acts-title = Co można zrobić
acts-none-final = Zgłoszenie jest zakończone, więc nic więcej nie można w nim zrobić. Jeśli sprawa wróciła, proszę założyć nowe zgłoszenie.
acts-none-elsewhere = Zgłoszenie ma teraz { $unit } i tylko ta komórka może w nim coś zrobić.
acts-escalate = Eskaluj do II linii
acts-escalate-hint = Z pełnym komentarzem (§ 8 pkt 2 lit. b).
acts-transfer = Przekaż do innej komórki
acts-transfer-hint = Z powodem i podstawą.

act-form-claimed-title = Podejmij
act-form-claimed-take-over = Przejmij od osoby, która je prowadzi
act-form-claimed-hint = Zgłoszenie będzie zapisane na Panią/Pana.
act-form-claimed-button = Podejmij zgłoszenie
act-form-accepted-title = Przyjmij
act-form-accepted-hint = Komórka potwierdza, że zajmie się zgłoszeniem. Będzie zapisane na Panią/Pana.
act-form-accepted-button = Przyjmij zgłoszenie
act-form-noted-title = Dodaj notatkę
act-form-noted-label = Treść notatki
act-form-noted-button = Zapisz notatkę
act-form-noted-who = Kto ją przeczyta
act-form-noted-internal = Wewnętrzna
act-form-noted-internal-hint = Widzi ją tylko obsługa. Nikt nie dostanie listu.
act-form-noted-public = Odpowiedź dla zgłaszającego
act-form-noted-public-hint = Zgłaszający zobaczy ją na stronie i dostanie e‑mailem.
act-form-returned-title = Zwróć do I linii
act-form-returned-label = Powód zwrotu
act-form-returned-hint = Czego brakuje albo dlaczego to nie zadanie tej komórki. I linia przeczyta to w liście.
act-form-returned-button = Zwróć zgłoszenie
act-form-resolved-title = Rozwiąż
act-form-resolved-label = Rozwiązanie
act-form-resolved-hint = Prostymi słowami: co było przyczyną i co zrobiono. Zgłaszający dostanie ten tekst e‑mailem i może otworzyć zgłoszenie ponownie.
act-form-resolved-button = Zapisz rozwiązanie
act-form-reopened-title = Otwórz ponownie
act-form-reopened-label = Co nadal nie działa
act-form-reopened-hint = Zgłoszenie wróci do komórki, która je rozwiązała.
act-form-reopened-button = Otwórz ponownie
act-form-closed-title = Zamknij
act-form-closed-hint = Po zamknięciu nic więcej nie można w zgłoszeniu zrobić.
act-form-closed-button = Zamknij zgłoszenie
act-form-cancelled-title = Anuluj
act-form-cancelled-label = Powód anulowania
act-form-cancelled-hint = Na przykład zgłoszenie powtórzone albo wycofane. Tego nie można cofnąć.
act-form-cancelled-button = Anuluj zgłoszenie

history-title = Historia
history-by = { $name }, { $unit }
history-by-requester = { $name }, zgłaszający
history-registered = Zgłoszenie trafiło do I linii ({ $unit }).
history-claimed = Zgłoszenie prowadzi { $name }.
history-accepted = Komórka przyjęła zgłoszenie, prowadzi je { $name }.
history-closed = Zgłoszenie zamknięto.
history-to = Do
history-duty = Podstawa
history-reason = Powód
history-solution = Rozwiązanie
history-symptoms = Objawy
history-tried = Co sprawdzono
history-why = Dlaczego I linia nie rozwiązała
history-contact = Jak dotrzeć do zgłaszającego
history-internal = Notatka wewnętrzna
history-internal-hint = widzi tylko obsługa
history-public = Odpowiedź dla zgłaszającego
history-public-requester = Wiadomość od zgłaszającego
history-public-hint = widzi też zgłaszający

ticket-letters = Listy
ticket-letters-none = Z tego zgłoszenia nie wysłano jeszcze żadnego listu.
ticket-letter-to-requester = do zgłaszającego
ticket-letter-to-unit = do { $unit }
ticket-letter-queued = czeka na wysłanie
ticket-letter-sent = wysłano
ticket-letter-undelivered = nie udało się dostarczyć
ticket-letter-discarded = zrezygnowano z wysyłania
ticket-letter-show = Pokaż list

# Hand-over pages.
hand-over-back = Wróć do zgłoszenia
field-unit = Komórka
hand-over-show-duties = Pokaż przepisy wybranej komórki
hand-over-choose-first = Proszę wybrać komórkę i nacisnąć „Pokaż przepisy wybranej komórki”. Wpisane słowa zostaną.
field-duty = Podstawa: obowiązek tej komórki
hint-duty = Przepis trafi do listu i do historii.
hand-over-suggested = podpowiedź
hand-over-other-duties = { $count ->
    [one] Pozostały { $count } przepis tej komórki
    [few] Pozostałe { $count } przepisy tej komórki
   *[many] Pozostałych { $count } przepisów tej komórki
}
hand-over-other-units = { $count ->
    [one] Pozostała { $count } komórka
    [few] Pozostałe { $count } komórki
   *[many] Pozostałych { $count } komórek
}
hand-over-why = pasuje { $duty }, { $confidence }
hand-over-why-words = pasuje { $duty }, { $confidence }; słowa: { $words }
hand-over-text = Opis zgłoszenia
fault-no-unit = Proszę wybrać komórkę.
fault-no-duty = Proszę wybrać przepis, na podstawie którego zgłoszenie trafia do tej komórki.
fault-not-a-duty = Tego przepisu nie udało się odczytać. Proszę wybrać go z listy.

escalation-title = Eskalacja do II linii: { $number }
escalation-heading = Eskalacja do II linii
escalation-lead = II linia dostanie list z pełnym komentarzem, opisem zgłoszenia i podstawą. Wszystkie pola są wymagane.
escalation-comment = Pełny komentarz
field-comment-symptoms = Objawy
hint-comment-symptoms = Co dokładnie się dzieje, od kiedy, u kogo. Wpisany jest opis ze zgłoszenia: proszę go skrócić albo uzupełnić.
field-comment-tried = Co sprawdzono
hint-comment-tried = Kroki I linii i ich wynik, żeby nikt ich nie powtarzał.
field-comment-why_not_solved = Dlaczego I linia nie rozwiązała
hint-comment-why_not_solved = Na przykład brak uprawnień, awaria po stronie serwera, potrzebna wiedza II linii.
field-comment-contact = Jak dotrzeć do zgłaszającego
hint-comment-contact = Telefon, pokój, godziny, w których można dzwonić.
escalation-button = Eskaluj zgłoszenie

transfer-title = Przekazanie do innej komórki: { $number }
transfer-heading = Przekazanie do innej komórki
transfer-lead = Zgłoszenie trafi do komórki, której zadaniem jest ta sprawa. Komórka dostanie list z powodem i podstawą.
transfer-second-line = Do II linii ({ $units }) I linia eskaluje zgłoszenia z pełnym komentarzem.
transfer-second-line-link = Przejdź do eskalacji
field-reason = Powód
hint-reason = Jedno lub dwa zdania: dlaczego właśnie ta komórka.
transfer-button = Przekaż zgłoszenie

# Somebody was faster.
stale-title = Zgłoszenie zmieniło się w międzyczasie
stale-lead = Nic nie zapisano, bo od otwarcia tej strony w zgłoszeniu { $number } coś się zmieniło. Wpisane słowa są niżej.
stale-what = Co się zmieniło
stale-nothing-known = Nie wiadomo, którą wersję zgłoszenia pokazywała wysłana strona. Proszę je przejrzeć.
stale-again = Wyślij jeszcze raz
stale-again-hint = Jeśli po tej zmianie nadal ma to sens, można wysłać formularz ponownie.
stale-not-possible = Po tej zmianie nie można już tego zrobić. Wpisane słowa można skopiować.
stale-typed = Wpisane słowa
stale-open = Otwórz zgłoszenie

form-refused = Nie udało się tego zrobić

done-desk-claimed = Zgłoszenie jest zapisane na Panią/Pana.
done-desk-noted-internal = Notatkę wewnętrzną zapisano.
done-desk-noted-public = Odpowiedź zapisano. Zgłaszający dostanie ją e‑mailem.
done-desk-escalated = Zgłoszenie przekazano do II linii. List jest w drodze.
done-desk-transferred = Zgłoszenie przekazano właściwej komórce. List jest w drodze.
done-desk-accepted = Zgłoszenie przyjęto.
done-desk-returned = Zgłoszenie wróciło do I linii.
done-desk-resolved = Rozwiązanie zapisano. Zgłaszający dostanie je e‑mailem.
done-desk-reopened = Zgłoszenie otwarto ponownie.
done-desk-closed = Zgłoszenie zamknięto.
done-desk-cancelled = Zgłoszenie anulowano.
