## Odpowiedzi wzorcowe

nav-replies = Odpowiedzi wzorcowe
replies-title = Odpowiedzi wzorcowe
replies-lead = Gotowe teksty do notatek, odpowiedzi i rozwiązań. Zmienne wypełnią się danymi zgłoszenia.
replies-none = Nie ma jeszcze żadnej odpowiedzi wzorcowej.
reply-new = Nowa odpowiedź wzorcowa
reply-edit = Zmiana odpowiedzi wzorcowej
reply-delete = Usuń
reply-own = tylko moja
reply-title = Nazwa
reply-title-hint = Po niej będzie się tej odpowiedzi szukać.
reply-text = Treść
reply-text-hint = Zmienne wpisuje się w nawiasach klamrowych, na przykład: zgłoszenie { $example }.
reply-variables = Zmienne, które można wpisać
reply-braces = Zwykły nawias klamrowy wpisuje się podwójnie: { $braces }
reply-means-requester = imię i nazwisko osoby, która potrzebuje pomocy
reply-means-number = numer zgłoszenia
reply-means-subject = temat zgłoszenia
reply-means-unit = komórka, która prowadzi zgłoszenie
reply-means-due = termin rozwiązania, taki, jaki widzi zgłaszający
reply-means-operator = imię i nazwisko osoby, która odpowiada
reply-for = Dla kogo
reply-for-me = Tylko dla mnie
reply-for-unit = Dla mojej komórki ({ $unit })
reply-for-first-line = Dla całej I linii ({ $unit })
reply-save = Zapisz
reply-preview = Pokaż podgląd
reply-preview-title = Podgląd na przykładowym zgłoszeniu
reply-sample-requester = Anna Przykładowa
reply-sample-number = ZG-2026-000123
reply-sample-subject = Drukarka nie drukuje
reply-sample-unit = Referat Przykładowy
reply-sample-due = 3 grudnia 2026, 12:00
reply-sample-operator = Jan Przykładowy
reply-no-due = w najbliższym możliwym terminie
reply-fault-brace = Nawias klamrowy jest bez pary. Zwykły nawias wpisuje się podwójnie.
reply-fault-variable = Nie ma zmiennej { $name }. Można wpisać: { $known }.
reply-too-many = { $count ->
    [one] Można mieć najwyżej { $count } odpowiedź wzorcową. Najpierw trzeba którąś usunąć.
    [few] Można mieć najwyżej { $count } odpowiedzi wzorcowe. Najpierw trzeba którąś usunąć.
   *[many] Można mieć najwyżej { $count } odpowiedzi wzorcowych. Najpierw trzeba którąś usunąć.
}
reply-stale = Ktoś w międzyczasie zmienił albo usunął tę odpowiedź. Wpisane słowa są niżej. Po zapisaniu zastąpią tamte.
reply-pick = Wstaw odpowiedź wzorcową
reply-which = Odpowiedź wzorcowa
reply-choose = (proszę wybrać)
reply-where = Do którego pola
reply-insert = Wstaw na końcu
reply-manage = Wszystkie odpowiedzi wzorcowe
reply-none-found = Nie ma odpowiedzi z takimi słowami.
done-reply-saved = Odpowiedź wzorcowa zapisana.
done-reply-deleted = Odpowiedź wzorcowa usunięta.
