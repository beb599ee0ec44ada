# What the running program reads of its settings, and when people want letters about due times.
nav-settings = Ustawienia
nav-wishes = Powiadomienia

settings-title = Ustawienia w mocy
settings-lead = Godziny pracy, terminy, przypomnienia, przełożeni i to, co wolno podpowiedziom, są w plikach. Po zmianie wystarczy wysłać programowi sygnał SIGHUP: przeczyta je od nowa, bez przerwy w pracy. Plik z błędem niczego nie zmienia.
settings-program-serve = Strony i API (serve)
settings-program-worker = Listy i przypomnienia (worker)
settings-refused = odrzucone
settings-taken = przyjęte
settings-refused-at = Ostatnio czytane pliki mają błąd: { $at }.
settings-refused-what = Dalej obowiązuje to, co wczytano wcześniej. Po poprawieniu pliku proszę wysłać SIGHUP jeszcze raz.
settings-in-force = Obowiązują ustawienia wczytane: { $at }.
settings-history = Kiedy czytano ustawienia
settings-none = Jeszcze niczego nie zapisano.
settings-column-when = Kiedy
settings-column-program = Program
settings-column-outcome = Wynik

wishes-title = Powiadomienia o terminach
wishes-lead = Program pisze, gdy mija czas na zgłoszenie, nad którym Pani lub Pan pracuje albo za które odpowiada podległa komórka. Tutaj można wybrać, kiedy te listy przychodzą.
field-wish = Kiedy wysyłać listy o terminach?
wishes-at-once = Od razu
wishes-at-once-hint = Gdy tylko jest o czym napisać, w godzinach pracy urzędu.
wishes-digest = Raz dziennie, w jednym liście
wishes-digest-hint = Wszystko, co zebrało się od poprzedniego listu.
wishes-usual = Tak, jak ustalono w urzędzie
wishes-usual-at-once = Teraz: od razu.
wishes-usual-morning = Teraz: raz dziennie, gdy urząd się otwiera.
field-hour = O której godzinie?
hint-hour = Dotyczy jednego listu dziennie, w dni pracy urzędu.
wishes-hour-opening = gdy urząd się otwiera
wishes-security = Listy o incydentach bezpieczeństwa przychodzą zawsze od razu, także w nocy i w dni wolne.
wishes-keep = Zapisz
done-wish-kept = Zapisano. Od teraz listy o terminach przychodzą tak, jak wybrano.
