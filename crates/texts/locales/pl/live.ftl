# Live rows of the queue, who else is there, shortcuts.
queue-fresh = { $count ->
    [one] { $count } nowe zgłoszenie – pokaż
    [few] { $count } nowe zgłoszenia – pokaż
   *[many] { $count } nowych zgłoszeń – pokaż
}
queue-gone = już poza tym widokiem
queue-live-lost = Połączenie przerwane: zmiany nie pojawiają się teraz same. Próbujemy połączyć się ponownie; można też odświeżyć stronę.

presence-looking = czyta { $name }
presence-answering = odpowiada { $name }
presence-here = W tej chwili: { $people }.
presence-changed = Zgłoszenie zmieniło się po otwarciu tej strony:
presence-show = Pokaż zgłoszenie w obecnym stanie

shortcuts-title = Skróty klawiszowe
shortcuts-lead = Pojedyncze klawisze na stronach kolejki i zgłoszeń. Każdą czynność można też wykonać bez nich: myszą, dotykiem albo klawiszami Tab i Enter.
shortcuts-switch = Włączanie i wyłączanie
shortcuts-are-on = Skróty są włączone.
shortcuts-are-off = Skróty są wyłączone.
shortcuts-turn-on = Włącz skróty
shortcuts-turn-off = Wyłącz skróty
shortcuts-list = Co robią klawisze
shortcuts-never = Skróty nie działają podczas pisania w polu ani razem z klawiszami Ctrl, Alt, AltGr i Command, więc polskie litery pisze się jak zawsze.
shortcuts-close = Zamknij
shortcuts-group-list = Lista zgłoszeń
shortcuts-group-ticket = Zgłoszenie, także wybrane na liście
shortcuts-group-everywhere = Wszędzie
shortcuts-down = następne zgłoszenie
shortcuts-up = poprzednie zgłoszenie
shortcuts-open = otwórz wybrane zgłoszenie
shortcuts-select = zaznacz albo odznacz wybrane zgłoszenie
shortcuts-search = szukaj
shortcuts-claim = podejmij; z listy prowadzi do przycisku
shortcuts-escalate = eskaluj do II linii
shortcuts-transfer = przekaż właściwej komórce
shortcuts-resolve = rozwiąż
shortcuts-note = dodaj notatkę
shortcuts-back = wróć do kolejki
shortcuts-sheet = pokaż tę ściągę
shortcuts-go-queue = przejdź do kolejki
shortcuts-go-file = załóż zgłoszenie
shortcuts-go-mine = przejdź do własnych zgłoszeń
shortcuts-go-home = przejdź na stronę główną
done-shortcuts-on = Skróty klawiszowe są włączone.
done-shortcuts-off = Skróty klawiszowe są wyłączone.
accessibility-can-5 = Skróty z pojedynczych klawiszy w kolejce nie działają podczas pisania i każdy może je wyłączyć na stronie „Skróty klawiszowe”.
