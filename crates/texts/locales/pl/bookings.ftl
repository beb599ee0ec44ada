# Bookings of council sessions, meetings and trainings: pages and letters.
act-booked = Rezerwacja
act-booking_ended = Rozliczenie rezerwacji
letter-booking = rezerwacja
nav-bookings = Rezerwacje

refusal-no_occasion = Komórka { $unit } nie obsługuje sesji, spotkań ani szkoleń, więc niczego nie rezerwuje.
refusal-taken = W tym czasie jest już zajęte:
refusal-no_booking = Nie ma tu rezerwacji, którą można rozliczyć.
refusal-booking_begun = Rezerwacja już się rozpoczęła, więc nie można jej odwołać. Proszę napisać, czy została zrealizowana.
refusal-booking_ahead = Rezerwacja jeszcze się nie rozpoczęła. Można ją zmienić albo odwołać.
fault-not_a_period = Koniec musi być późniejszy niż początek, najwyżej o 31 dni.

booking-state-planned = zaplanowana
booking-state-awaits = czeka na rozliczenie
booking-state-carried_out = zrealizowana
booking-state-not_carried_out = niezrealizowana
booking-state-cancelled = odwołana
booking-taken-place = miejsce
booking-taken-crew = osoba
booking-taken-equipment = sprzęt
booking-taken = { $what }: { $name } ({ $number })

booking-title = Rezerwacja: { $number }
booking-heading = Rezerwacja
booking-lead = Sesja, spotkanie albo szkolenie w umówionym czasie. Do końca rezerwacji zgłoszenie czeka i jego czas nie biegnie, a zgłaszający dostaje potwierdzenie z plikiem do kalendarza.
booking-new-title = Zarezerwuj
booking-new-button = Zarezerwuj
booking-change-title = Zmień rezerwację
booking-change-button = Zapisz zmianę
booking-end-title = Rozlicz rezerwację
booking-carried_out = Zrealizowana
booking-not_carried_out = Niezrealizowana
booking-cancel = Odwołaj rezerwację
booking-no-duty = Ta komórka niczego nie rezerwuje.
booking-confirm = Wiem, że jest zajęte. Zarezerwuj mimo to.
booking-duty = Podstawa
booking-setup-at = Przygotowanie najpóźniej od
booking-crew = Obsługa
booking-equipment = Sprzęt
booking-note = Uwagi
booking-despite = Zarezerwowano mimo zajętości
booking-minutes = { $count ->
    [0] bez przygotowania
    [one] { $count } minuta
    [few] { $count } minuty
   *[other] { $count } minut
}
booking-act = Rezerwacja sesji, spotkania albo szkolenia
booking-act-hint = Miejsce, czas, obsługa i sprzęt; sprawdzimy, czy nic się nie nakłada.
booking-file = Dodaj do kalendarza (plik ICS)
booking-card = Rezerwacja
booking-entry-summary = Obsługa informatyczna: { $subject }
booking-entry-ticket = Zgłoszenie { $number }

field-from = Początek
field-to = Koniec
field-crew = Obsługa
hint-crew = Jedna osoba w wierszu.
field-equipment = Sprzęt
hint-equipment = Jedna rzecz w wierszu, na przykład: rzutnik 3
field-setup_minutes = Czas na przygotowanie
hint-setup_minutes = Liczymy go wstecz od początku, w godzinach pracy Urzędu.
field-note = Uwagi dla zgłaszającego
hint-note = Gdy rezerwacja jest odwołana albo niezrealizowana, proszę napisać dlaczego.

bookings-title = Rezerwacje
bookings-lead = Sesje, spotkania i szkolenia, które obsługujemy.
bookings-awaiting = Czekają na rozliczenie
bookings-filter = Wybór dni
bookings-from = Dzień
bookings-view = Pokaż
bookings-week = cały tydzień
bookings-day = jeden dzień
bookings-show = Pokaż
bookings-before = Wcześniej
bookings-after = Później
bookings-free = Bez rezerwacji: { $days }.

done-desk-booked = Zarezerwowano. Zgłaszający dostanie potwierdzenie z plikiem do kalendarza.
done-desk-booking_ended = Rezerwację rozliczono.

my-event-booked = Zarezerwowaliśmy termin
my-event-booking_ended = Rezerwacja: { $state }
history-when = Termin
history-booking-state = Wynik

mail-booking-subject = Potwierdzenie rezerwacji: { $subject }
mail-booking-opening = w zgłoszeniu { $number } zarezerwowaliśmy dla Państwa termin.
mail-booking-changed = W załączniku jest plik do kalendarza. Gdyby termin się zmienił, przyślemy nowy.
mail-booking-when = Termin
mail-booking-place = Miejsce
mail-booking-equipment = Sprzęt
mail-booking-cancelled-subject = Rezerwacja odwołana: { $subject }
mail-booking-cancelled-opening = rezerwacja w zgłoszeniu { $number } jest odwołana:
mail-booking-not_carried_out-subject = Rezerwacja niezrealizowana: { $subject }
mail-booking-not_carried_out-opening = rezerwacja w zgłoszeniu { $number } nie została zrealizowana:
