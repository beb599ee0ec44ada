# Outages: what fails for many people at once (§ 8 pkt 1).
nav-outages = Awarie
letter-outage_news = informacja o awarii
act-outage_joined = Dołączenie do awarii masowej
act-outage_left = Odłączenie od awarii masowej
history-outage = Awaria
my-event-outage_joined = Zgłoszenie dołączono do awarii, która dotyczy wielu osób
my-event-outage_left = Zgłoszenie odłączono od awarii: zajmujemy się nim osobno
refusal-outage_ended = Ta awaria jest już zakończona.
refusal-outage_lasts = Ta awaria nadal trwa.
refusal-in_outage = To zgłoszenie jest już dołączone do awarii.
refusal-not_in_outage = To zgłoszenie nie jest dołączone do tej awarii.
refusal-security_matter = Incydentu bezpieczeństwa nie dołącza się do awarii masowej.
fault-not_lately = podaj chwilę z ostatnich 31 dni, nie późniejszą niż teraz

done-outage-declared = Awaria jest ogłoszona.
done-outage-reworded = Treść ogłoszenia jest zmieniona. Nikt nie dostał o tym listu.
done-outage-updated = Wiadomość jest opublikowana. Każdy adres dostanie jeden list.
done-outage-resolved_all = Rozwiązywanie zgłoszeń trwa. Wynik każdego zgłoszenia jest poniżej; stronę można zamknąć.
done-outage-ended = Awaria jest zakończona.
done-outage-reopened = Awaria znów trwa.
done-outage-joined = Dołączono do awarii.
done-outage-left = Odłączono od awarii.
done-outage-apart = Zapisano: to zgłoszenie nie dotyczy tej awarii.
done-outage-me-too = Mamy Państwa zgłoszenie. O zmianach napiszemy e-mailem.

outage-list-title = Awarie masowe
outage-list-lead = Awaria masowa dotyczy wielu osób naraz. Każdy dowiaduje się o niej tyle samo i nikt nie musi opisywać jej od nowa.
outage-list-lasting = Trwają
outage-list-none = Teraz nie trwa żadna awaria.
outage-list-past = Zakończone
outage-list-past-none = Nie było jeszcze żadnej awarii.
outage-declare = Ogłoś awarię
outage-propose = Awarię ogłasza I linia wsparcia albo jej przełożeni. Kto zauważy awarię, proponuje ją notatką wewnętrzną w zgłoszeniu.
outage-since = Trwa od { $since }
outage-lasted = { $since } – { $until }
outage-ended-badge = zakończona
outage-lasts-badge = trwa
outage-audience = Kto ją widzi
outage-audience-everyone = Wszyscy, także bez logowania
outage-audience-signed_in = Tylko zalogowani
outage-latest = Ostatnia wiadomość
outage-news = Co wiadomo
outage-open = Szczegóły
outage-tickets = { $count ->
    [one] { $count } zgłoszenie
    [few] { $count } zgłoszenia
   *[many] { $count } zgłoszeń
}
outage-tickets-open = { $count ->
    [one] w tym { $count } otwarte
    [few] w tym { $count } otwarte
   *[many] w tym { $count } otwartych
}

outage-banner-title = { $count ->
    [one] Wiemy o awarii
    [few] Wiemy o awariach
   *[many] Wiemy o awariach
}
outage-banner-hint = Jeśli o to chodzi, nie trzeba nic opisywać.
outage-me-too = Mnie też to dotyczy
outage-me-too-hint = Jedno kliknięcie zakłada zgłoszenie i dołącza je do awarii. O każdej zmianie napiszemy e-mailem.
outage-me-too-already = Mają Państwo zgłoszenie dołączone do tej awarii
outage-me-too-visitor = Mnie też to dotyczy: podam adres
outage-me-too-chosen = Zgłoszenie będzie dołączone do awarii „{ $title }”. Opis jest już wpisany; można go uzupełnić.
outage-me-too-body = Mnie też dotyczy ogłoszona awaria: { $title }.
outage-me-too-other = To nie ta awaria: chcę zgłosić coś innego

outage-form-title = Ogłoszenie awarii
outage-form-lead = Te słowa przeczytają wszyscy, których dotyczy awaria. Proszę pisać prosto: co nie działa, u kogo i co można robić w tym czasie.
outage-form-from = Zgłoszenie { $number } będzie od razu dołączone.
outage-form-edit = Treść ogłoszenia
outage-form-edit-lead = Zmiana poprawia to, co widać na stronach. Listów z tego powodu nie wysyłamy; do tego służy wiadomość.
outage-form-declare = Ogłoś awarię
outage-form-save = Zapisz treść
field-outage-title = Tytuł
hint-outage-title = Jednym zdaniem, na przykład „Nie działa poczta”. Bez nazwisk i szczegółów technicznych.
field-outage-description = Opis dla wszystkich
hint-outage-description = Najwyżej 2000 znaków.
field-outage-since = Od kiedy
field-outage-audience = Kto ma widzieć awarię
hint-outage-audience = Osoby, których zgłoszenia są dołączone, widzą ją zawsze.

outage-update-title = Wiadomość dla wszystkich
hint-outage-update = Pojawi się na stronach, a każdy adres z dołączonym zgłoszeniem dostanie ją jednym listem, choćby zgłoszeń miał kilka.
outage-update-button = Opublikuj wiadomość
field-outage-update = Treść wiadomości
field-outage-end = Co się stało i jak to usunięto
field-outage-reopen = Co nadal nie działa
outage-resolve-title = Rozwiąż wszystkie zgłoszenia
hint-outage-solution = Każde zgłoszenie dostanie własne rozwiązanie z tym tekstem i własny list. Zgłoszenia, które prowadzi inna komórka, zostaną bez zmian i będą wymienione w wyniku.
outage-resolve-button = { $count ->
    [one] Rozwiąż { $count } zgłoszenie
    [few] Rozwiąż { $count } zgłoszenia
   *[many] Rozwiąż { $count } zgłoszeń
}
field-outage-solution = Rozwiązanie
outage-end-title = Zakończ awarię
hint-outage-end = Baner znika ze stron. Zgłoszenia nadal otwarte zostają w kolejce, a osoby, które je złożyły, dostaną tę wiadomość.
outage-end-button = Zakończ awarię
outage-reopen-title = Wznów awarię
hint-outage-reopen = Awaria wraca na strony, a osoby z dołączonymi zgłoszeniami dostaną tę wiadomość.
outage-reopen-button = Wznów awarię
outage-attach-title = Dołącz zgłoszenia
field-outage-numbers = Numery zgłoszeń
hint-outage-numbers = Jeden lub kilka, oddzielone odstępem lub w osobnych wierszach; najwyżej 100 naraz.
outage-attach-button = Dołącz
outage-attach-similar = Wyglądają na tę awarię
outage-attach-similar-hint = Mają z nią wspólne słowa. O dołączeniu decyduje człowiek.
outage-attach-chosen = Dołącz zaznaczone
outage-attach-none = Żadne inne otwarte zgłoszenie nie wygląda na tę awarię.
outage-attached-title = Dołączone zgłoszenia
outage-attached-none = Nie dołączono jeszcze żadnego zgłoszenia.
outage-attached-all = Wszystkie w kolejce
outage-attached-first = Pokazujemy pierwsze { $count }.
outage-attached-hidden = { $count ->
    [one] { $count } dołączone zgłoszenie prowadzą inne komórki i nie widać go tutaj.
    [few] { $count } dołączone zgłoszenia prowadzą inne komórki i nie widać ich tutaj.
   *[many] { $count } dołączonych zgłoszeń prowadzą inne komórki i nie widać ich tutaj.
}
outage-detach = Odłącz
outage-attach-some = Część zgłoszeń nie została dołączona
outage-attach-line = { $number }: { $reason }
outage-attach-unknown = nie ma takiego zgłoszenia albo nie wolno go zobaczyć
outage-attach-done = { $count ->
    [one] Dołączono { $count } zgłoszenie.
    [few] Dołączono { $count } zgłoszenia.
   *[many] Dołączono { $count } zgłoszeń.
}

outage-result-title = Wynik rozwiązywania
outage-result-of = Zlecono { $at }, { $by }
outage-result-waiting = czeka na swoją kolej
outage-result-resolved = rozwiązane
outage-result-already = już wcześniej rozwiązane lub zakończone
outage-result-refused = nierozwiązane
outage-result-refresh = Odśwież wynik
outage-result-refused-title = Czego nie udało się rozwiązać
outage-reason-not_held = prowadzi je inna komórka, i to ona je rozwiązuje
outage-reason-no_person = konto osoby, która to zleciła, jest wyłączone
outage-reason-unreadable = zapisu zgłoszenia nie da się odczytać
outage-reason-not_in_outage = odłączono je w międzyczasie
outage-reason-other = zgłoszenie na to nie pozwala
outage-history-title = Przebieg
outage-act-declared = Ogłoszono
outage-act-reworded = Zmieniono treść ogłoszenia
outage-act-updated = Wiadomość
outage-act-resolved_all = Zlecono rozwiązanie wszystkich zgłoszeń
outage-act-ended = Zakończono
outage-act-reopened = Wznowiono
outage-told = { $count ->
    [one] list na { $count } adres
    [few] listy na { $count } adresy
   *[many] listy na { $count } adresów
}
outage-late-title = Awaria zmieniła się w międzyczasie
outage-late-lead = Nic nie zapisano, bo od otwarcia tej strony ktoś zmienił awarię. Wpisane słowa zostały.
outage-late-unknown = Nie wiadomo, którą wersję awarii pokazywała wysłana strona. Proszę ją przejrzeć.

outage-ticket-title = Awaria masowa
outage-ticket-in = Zgłoszenie jest dołączone do awarii:
outage-ticket-looks = To wygląda na znaną awarię:
outage-ticket-words = Wspólne słowa: { $words }
outage-ticket-yes = Tak, dołącz
outage-ticket-no = Nie, to co innego
outage-ticket-pick = Dołącz do awarii
outage-ticket-pick-button = Dołącz
outage-ticket-declare = Ogłoś awarię od tego zgłoszenia
outage-queue-badge = awaria: { $words }
queue-filter-outage = Awarie
queue-filter-outage-all = Wszystkie zgłoszenia
queue-filter-outage-without = Bez dołączonych do awarii
queue-filter-outage-with = Tylko dołączone do awarii
queue-filter-outage-one = Ta jedna awaria
queue-ignored-awaria = awaria „{ $value }”
outage-my-title = To część awarii, która dotyczy wielu osób

mail-outage-title = Awaria
mail-outage-since = Trwa od
mail-outage-tickets = Państwa zgłoszenia
mail-outage-once = Na ten adres wysyłamy jeden list o każdej zmianie, także gdy zgłoszeń jest kilka.
mail-outage-subject-declared = Awaria: { $title }
mail-outage-subject-updated = Awaria, nowe wiadomości: { $title }
mail-outage-subject-ended = Koniec awarii: { $title }
mail-outage-subject-reopened = Awaria trwa nadal: { $title }
mail-outage-opening-declared = zgłoszenie { $number } dotyczy awarii, która dotknęła wielu osób. Pracujemy nad nią. Wiemy teraz tyle:
mail-outage-opening-updated = mamy nowe wiadomości o awarii, do której dołączono zgłoszenie { $number }:
mail-outage-opening-ended = awaria, do której dołączono zgłoszenie { $number }, jest usunięta:
mail-outage-opening-reopened = awaria, do której dołączono zgłoszenie { $number }, trwa nadal, choć sądziliśmy, że jest usunięta:
mail-outage-next-declared = Nie trzeba nic robić ani zgłaszać tego ponownie. Napiszemy, gdy coś się zmieni.
mail-outage-next-updated = Nie trzeba nic robić. Napiszemy, gdy coś się zmieni.
mail-outage-next-ended = Jeśli u Państwa nadal coś nie działa, prosimy dopisać to w zgłoszeniu; zajmiemy się nim osobno.
mail-outage-next-reopened = Nie trzeba nic robić ani zgłaszać tego ponownie. Napiszemy, gdy coś się zmieni.
