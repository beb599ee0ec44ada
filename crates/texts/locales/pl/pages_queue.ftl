# The queue.
queue-title = Kolejka zgłoszeń
queue-heading = Kolejka
queue-lead-first_line = Otwarte zgłoszenia I linii, najpilniejsze na górze.
queue-lead-unit = Otwarte zgłoszenia, które prowadzi { $unit }, najpilniejsze na górze.
queue-lead-administrator = Otwarte zgłoszenia wszystkich komórek, najpilniejsze na górze.

queue-filters = Filtry
queue-filter-unit = Komórka
queue-filter-unit-all = wszystkie komórki
queue-filter-status = Stan
queue-filter-status-open = wszystkie otwarte
queue-filter-status-all = wszystkie, także zakończone
queue-filter-priority = Priorytet
queue-filter-priority-all = każdy
queue-filter-text = Szukany tekst
queue-filter-text-help = Jak szukać?
queue-filter-text-hint = Numer, nazwisko, słowa ze zgłoszenia, notatek i rozwiązań, w dowolnej formie i bez polskich liter. Także: „dwa słowa obok siebie”, nadawca:nowak, komórka:IT-04-1, stan:zamknięte.
queue-filter-mine = tylko moje
queue-filter-apply = Pokaż
queue-filter-reset = Wyczyść filtry

queue-counts = Zgłoszenia według stanu
queue-count-open = otwarte
queue-count-all = wszystkie

queue-column-subject = Temat
queue-column-requester = Zgłaszający
queue-column-unit = Komórka
queue-column-status = Stan
queue-column-priority = Priorytet
queue-column-age = Zgłoszone
queue-column-suggestion = Podpowiedź
queue-suggestion-unsure = rozstrzyga I linia
queue-newer = Nowsze
queue-older = Starsze
queue-pages = Strony kolejki

queue-empty-title = Nic tu teraz nie czeka
queue-empty-default = Wszystko załatwione. Nowe zgłoszenia pojawią się tutaj po odświeżeniu strony.
queue-empty-filtered = Żadne zgłoszenie nie pasuje do wybranych filtrów. Proszę zmienić filtry albo wrócić do widoku domyślnego.

queue-ignored = { $count ->
    [one] Pominięto filtr, którego nie udało się odczytać: { $names }.
   *[other] Pominięto filtry, których nie udało się odczytać: { $names }.
}
queue-ignored-komorka = komórka „{ $value }”
queue-ignored-stan = stan „{ $value }”
queue-ignored-priorytet = priorytet „{ $value }”
queue-ignored-szukaj = zbyt długi szukany tekst (najwyżej { $limit } znaków)

queue-bad-cursor-title = Nie ma takiej strony kolejki
queue-bad-cursor = Adres tej strony kolejki jest uszkodzony albo pochodzi z innego widoku. Nic się nie stało: proszę wrócić na początek kolejki.
queue-back-to-start = Na początek kolejki

age-now = przed chwilą
age-minutes = { $count } min temu
age-hours = { $count } godz. temu
age-days = { $count ->
    [one] { $count } dzień temu
   *[other] { $count } dni temu
}
