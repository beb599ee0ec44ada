# Sentences of the pages that everybody sees: frame, home, sign-in, filing, own tickets, letters.

# The frame of every page.
frame-skip = Przejdź do treści
frame-office = Centrum Obsługi Informatycznej UMK
frame-navigation = Główne menu
frame-languages = Język strony
frame-sign-in = Zaloguj się
frame-sign-out = Wyloguj się
frame-demo = Przykładowe osoby
frame-accessibility = Deklaracja dostępności

nav-queue = Kolejka
nav-file = Nowe zgłoszenie
nav-mine = Moje zgłoszenia
nav-letters = Listy
nav-undelivered = Niedoręczone
nav-accounts = Konta
nav-more = Więcej

pager-label = Strony listy
pager-first = Początek listy
pager-next = Następna strona

form-summary = Proszę poprawić formularz
form-error-title = Do poprawienia:
form-optional = (nieobowiązkowe)

# What was just done (?zrobiono=…).
done-signed-out = Wylogowano. Do zobaczenia.
done-filed-for-other = Zgłoszenie zarejestrowano. Osoba, której dotyczy, dostanie potwierdzenie e-mailem.
done-my-noted = Wiadomość zapisano. Przeczyta ją osoba, która zajmuje się sprawą.
done-my-reopened = Zgłoszenie otwarto ponownie. Komórka, która się nim zajmowała, dostanie list.
done-my-closed = Zgłoszenie zamknięto. Dziękujemy za potwierdzenie.
done-my-cancelled = Zgłoszenie wycofano.
done-letter-requeued = List czeka na ponowne wysłanie.
done-letter-discarded = List odłożono. Nie będzie wysłany.
done-letter-settled-already = Tym listem ktoś już się zajął.
done-account-disabled = Konto wyłączono. Osoba została wylogowana.
done-account-enabled = Konto włączono.

# Failures.
error-home = Strona główna
error-request = Numer zdarzenia dla pomocy technicznej:
error-not-found-title = Nie ma takiej strony
error-not-found-text = Adres jest nieprawidłowy albo prowadzi do czegoś, czego nie można tu zobaczyć. Nic się nie zepsuło: proszę sprawdzić adres albo wrócić na stronę główną.
error-forbidden-title = Do tego potrzebne są inne uprawnienia
error-forbidden-text = To konto nie może tego zrobić. Jeśli powinno, proszę zwrócić się do administratora.
error-csrf-title = Formularz stracił ważność
error-csrf-text = Formularz jest sprzed zalogowania albo wylogowania, więc dla bezpieczeństwa nic nie zapisano. Proszę wrócić do poprzedniej strony, odświeżyć ją i wysłać formularz jeszcze raz; wpisany tekst warto najpierw skopiować.
error-stale-title = Ktoś był szybszy
error-stale-text = W międzyczasie coś się tu zmieniło, więc nic nie zapisano. Proszę wrócić do poprzedniej strony i ją odświeżyć.
error-refused-title = Tego nie można teraz zrobić
error-bad-request-title = Nie rozumiemy tego żądania
error-bad-request-text = Przeglądarka przysłała coś, czego nie da się odczytać. Proszę wrócić do poprzedniej strony i spróbować jeszcze raz.
error-too-large-title = To za dużo tekstu
error-too-large-text = Formularz jest większy, niż możemy przyjąć. Proszę skrócić opis; długi dziennik zdarzeń można dołączyć jako plik.
error-too-many-title = Za dużo prób
error-too-many-text = { $count ->
    [one] Dla bezpieczeństwa prosimy poczekać { $count } minutę i spróbować jeszcze raz.
    [few] Dla bezpieczeństwa prosimy poczekać { $count } minuty i spróbować jeszcze raz.
   *[many] Dla bezpieczeństwa prosimy poczekać { $count } minut i spróbować jeszcze raz.
}
error-busy-title = Chwilowo nie nadążamy
error-busy-text = Serwer ma teraz zbyt dużo pracy. Proszę odczekać chwilę i spróbować jeszcze raz.
error-internal-title = Coś się zepsuło po naszej stronie
error-internal-text = Nie udało się tego zrobić i nic nie zapisano. Proszę spróbować za chwilę, a jeśli to się powtórzy, podać poniższy numer pomocy technicznej.

# The first page.
home-title = Pomoc informatyczna
home-heading = W czym możemy pomóc?
home-hello = Dzień dobry
home-lead = Coś nie działa albo czegoś potrzeba? Wystarczy opisać sprawę własnymi słowami. Nie trzeba wiedzieć, która komórka się tym zajmuje: ustalimy to my.
home-lead-signed = Co chce Pani/Pan teraz zrobić?
home-file = Zgłoś sprawę
home-file-text = Awaria, prośba albo pytanie. Zajmie to kilka minut.
home-mine = Moje zgłoszenia
home-mine-text = Co się dzieje ze zgłoszonymi sprawami i kto się nimi zajmuje.
home-sign-in = Zaloguj się
home-sign-in-text = Dla osób z kontem: dane kontaktowe wpiszą się same, a zgłoszenia będą w jednym miejscu.
home-find = Znajdź moje zgłoszenie
home-find-text = Po zalogowaniu widać wszystkie własne zgłoszenia. Bez konta: proszę otworzyć link zapisany przy zgłaszaniu.
home-queue = Kolejka
home-queue-unit = { $unit }:
home-queue-open = { $count ->
    [one] { $count } otwarte zgłoszenie,
    [few] { $count } otwarte zgłoszenia,
   *[many] { $count } otwartych zgłoszeń,
}
home-queue-fresh = { $count ->
    [one] { $count } czeka na podjęcie.
    [few] { $count } czekają na podjęcie.
   *[many] { $count } czeka na podjęcie.
}
home-queue-mine = { $count ->
    [one] Pani/Pan prowadzi { $count } zgłoszenie.
    [few] Pani/Pan prowadzi { $count } zgłoszenia.
   *[many] Pani/Pan prowadzi { $count } zgłoszeń.
}
home-letters = Listy
home-letters-text = Każdy list wysłany do zgłaszających i komórek, słowo w słowo.
home-accounts = Konta
home-accounts-text = Kto może się zalogować i z jakimi uprawnieniami.
home-demo = Przykładowe osoby
home-demo-text = Wersja pokazowa: jednym kliknięciem można zobaczyć program oczami zgłaszającego, operatora albo II linii.
home-then = Co dzieje się po zgłoszeniu?
home-then-1 = Od razu dostaje Pani/Pan numer zgłoszenia i potwierdzenie e-mailem.
home-then-2 = I linia wsparcia czyta zgłoszenie i albo rozwiązuje sprawę, albo przekazuje ją komórce, do której zadań to należy.
home-then-3 = O odpowiedzi i o rozwiązaniu powiadomimy e-mailem. Jeśli problem wróci, zgłoszenie można otworzyć ponownie.

# Signing in.
sign-in-title = Logowanie
sign-in-lead = Konto zakłada administrator systemu.
sign-in-button = Zaloguj się
sign-in-wrong = Login lub hasło się nie zgadza. Proszę sprawdzić jedno i drugie i spróbować jeszcze raz.
sign-in-help = Nie ma Pani/Pan konta albo zapomniane hasło?
sign-in-file = Sprawę można zgłosić bez logowania.
field-login = Login
field-password = Hasło

# Filing.
file-title = Nowe zgłoszenie
file-lead = Proszę opisać sprawę własnymi słowami. Nie trzeba wybierać komórki ani kategorii.
file-part-what = Co się dzieje
file-part-who = Jak się z Panią/Panem skontaktować
file-for-others = Przyjmuje Pani/Pan zgłoszenie przez telefon? Proszę wpisać dane osoby, która potrzebuje pomocy; potwierdzenie trafi na jej adres.
file-button = Wyślij zgłoszenie
file-then = Po wysłaniu pokażemy numer zgłoszenia i powiemy, kto najpewniej się nim zajmie.
file-too-many = Z tego komputera albo na ten adres e-mail wysłano już wiele zgłoszeń w ciągu godziny. Nic z wpisanego tekstu nie przepadło: proszę wysłać formularz ponownie za jakiś czas, a pilną sprawę zgłosić telefonicznie.
file-sent-already = Ten formularz został już wysłany, ale z innym tekstem. Jeśli to nowa sprawa, proszę wysłać go jeszcze raz. Jeśli to poprawka, lepiej dopisać ją w tamtym zgłoszeniu.
field-name = Imię i nazwisko
field-email = Adres e-mail
hint-email = Na ten adres wyślemy potwierdzenie i odpowiedzi.
field-department = Wydział lub jednostka
field-room = Budynek i pokój
hint-room = Na przykład: Wielopole 17a, pokój 12
field-phone = Telefon
hint-phone = Wewnętrzny albo komórkowy
field-subject = Temat
hint-subject = Jedno zdanie, na przykład: Nie mogę wydrukować pism z EZD
field-body = Co się stało
hint-body = Co chciała Pani/chciał Pan zrobić, co się pokazało (najlepiej dosłownie) i od kiedy tak jest. Proszę nie podawać haseł.
field-impact = Ilu osób to dotyczy?
field-urgency = Jak bardzo to pilne?
file-impact-low = Tylko mnie
file-impact-medium = Kilku osób: pokoju albo zespołu
file-impact-high = Całego wydziału, budynku albo mieszkańców
file-urgency-low = Może poczekać
file-urgency-medium = Utrudnia pracę, ale da się pracować
file-urgency-high = Nie da się pracować

# Own tickets.
my-title = Moje zgłoszenia
my-lead-open = Sprawy, które są w toku albo czekają na Pani/Pana potwierdzenie.
my-lead-all = Wszystkie zgłoszone sprawy, także zakończone.
my-empty-open = Nie ma teraz żadnej otwartej sprawy.
my-empty-all = Nie ma jeszcze żadnego zgłoszenia.
my-show-all = Pokaż także zakończone
my-show-open = Pokaż tylko otwarte
my-column-ticket = Zgłoszenie
my-column-status = Stan
my-column-unit = Kto się zajmuje
my-column-filed = Zgłoszone
my-column-changed = Ostatnia zmiana

my-fresh-title = Dziękujemy, zgłoszenie przyjęte. Jego numer:
my-fresh-letter = Potwierdzenie wysyłamy e-mailem. Nic więcej nie trzeba robić.
my-link-title = Link do tego zgłoszenia
my-link-text = Pod tym adresem można sprawdzić, co dzieje się ze sprawą, i coś dopisać. Proszę go zapisać i nie przekazywać dalej: kto go zna, widzi zgłoszenie.
my-not-done = Tego nie udało się zrobić
my-stale = W międzyczasie w zgłoszeniu coś się zmieniło. Proszę przeczytać, co nowego, i zdecydować jeszcze raz; wpisany tekst został.
my-now = Co dzieje się teraz
my-history = Przebieg sprawy
my-filed = Zgłoszenie

my-now-new-probably = Pani/Pana sprawą najpewniej zajmie się { $unit }, bo do zadań tej komórki należy: „{ $words }” ({ $duty }). Najpierw przeczyta ją I linia wsparcia.
my-now-new-first-line = Pani/Pana sprawą najpewniej zajmie się od razu I linia wsparcia.
my-now-new-unsure = I linia wsparcia przeczyta zgłoszenie i ustali, kto się nim zajmie.
my-now-in_progress = Sprawą zajmuje się { $unit }.
my-now-handed_over = Sprawę przekazano do komórki { $unit }. Czekamy, aż ją przyjmie.
my-now-handed_over-because = Sprawę przekazano do komórki { $unit }, bo do jej zadań należy: „{ $words }” ({ $duty }). Czekamy, aż ją przyjmie.
my-now-returned = Sprawa wróciła do I linii wsparcia, która ustali, kto się nią zajmie.
my-now-resolved = Sprawa jest rozwiązana. Jeśli wszystko działa, proszę to potwierdzić; jeśli nie, można otworzyć zgłoszenie ponownie.
my-now-closed = Sprawa jest zakończona. Jeśli problem wróci, proszę założyć nowe zgłoszenie.
my-now-cancelled = Zgłoszenie anulowano. Jeśli sprawa jest nadal aktualna, proszę założyć nowe zgłoszenie.

my-event-registered = Zgłoszenie przyjęte
my-event-claimed = Sprawą zajmuje się { $name }
my-event-answer = Odpowiedź
my-event-message = Wiadomość od zgłaszającego
my-event-escalated = Przekazane do II linii wsparcia: { $unit }
my-event-transferred = Przekazane do komórki: { $unit }
my-event-accepted = Sprawę przyjęto, zajmuje się nią { $name }
my-event-returned = Sprawa wróciła do I linii wsparcia: { $unit }
my-event-resolved = Rozwiązanie
my-event-reopened = Zgłoszenie otwarto ponownie
my-event-closed = Zgłoszenie zamknięto
my-event-cancelled = Zgłoszenie anulowano

my-act-closed-title = Wszystko działa?
my-act-closed-hint = Potwierdzenie zamyka zgłoszenie. Potem nie można go już otworzyć.
my-act-closed-button = Tak, działa. Zamknij zgłoszenie
my-act-reopened-title = Problem nadal jest?
my-act-reopened-label = Co nadal nie działa
my-act-reopened-hint = Zgłoszenie wróci do komórki, która się nim zajmowała.
my-act-reopened-button = Otwórz ponownie
my-act-noted-title = Dopisz coś
my-act-noted-label = Wiadomość
my-act-noted-hint = Nowy objaw, odpowiedź na pytanie, godziny, w których można zadzwonić.
my-act-noted-button = Wyślij wiadomość
my-act-cancelled-title = Wycofaj zgłoszenie
my-act-cancelled-label = Dlaczego
my-act-cancelled-hint = Na przykład: problem zniknął. Wycofanego zgłoszenia nie można przywrócić.
my-act-cancelled-button = Wycofaj zgłoszenie

# Letters.
letters-title = Wysłane listy
letters-lead = Listy w takiej postaci, w jakiej wyszły, najnowsze na górze.
letters-waiting = { $count ->
    [one] { $count } list czeka na wysłanie.
    [few] { $count } listy czekają na wysłanie.
   *[many] { $count } listów czeka na wysłanie.
}
letters-empty = Nie wysłano jeszcze żadnego listu.
letters-column-subject = Temat
letters-column-kind = Rodzaj
letters-column-to = Do
letters-column-sent = Wysłano
letters-column-ticket = Zgłoszenie
letter-open-ticket = Otwórz zgłoszenie
letter-message-id = Identyfikator
letter-text = Treść
letter-html = Wersja HTML
letter-to-requester = zgłaszający
undelivered-title = Niedoręczone listy
undelivered-lead = Tych listów nie udało się wysłać. Można poprawić adres albo serwer poczty i ponowić, albo odłożyć list i powiadomić odbiorcę inaczej.
undelivered-empty = Wszystkie listy dotarły do serwera poczty.
undelivered-count = { $count ->
    [one] { $count } list czeka na decyzję.
    [few] { $count } listy czekają na decyzję.
   *[many] { $count } listów czeka na decyzję.
}
undelivered-attempts = { $count ->
    [one] { $count } próba
    [few] { $count } próby
   *[many] { $count } prób
}
undelivered-column-why = Dlaczego
undelivered-column-given-up = Koniec prób
undelivered-column-what = Co zrobić
undelivered-retry = Ponów
undelivered-retry-label = Ponów list w sprawie { $number }
undelivered-discard = Odłóż
undelivered-discard-label = Odłóż list w sprawie { $number }

# Demo mode.
demo-title = Przykładowe osoby
demo-lead = To wersja pokazowa. Proszę wybrać osobę i zobaczyć program jej oczami.
demo-note = Logowanie jednym kliknięciem działa tylko w wersji pokazowej i tylko na tym komputerze.
demo-role-second_line = pracownik II linii
demo-requester = Zgłasza sprawy i śledzi, co się z nimi dzieje.
demo-first_line = Czyta nowe zgłoszenia, widzi podpowiedź z przepisem, rozwiązuje, eskaluje i przekazuje.
demo-second_line = Przyjmuje eskalacje z pełnym komentarzem, rozwiązuje je albo zwraca.
demo-unit = Przyjmuje zgłoszenia przekazane jej komórce.
demo-administrator = Prowadzi konta i zajmuje się listami, których nie udało się doręczyć.

# Accounts.
accounts-title = Konta
accounts-lead = Nowe konto zakłada się poleceniem „dyspozytor user add”. Konta się wyłącza, nie usuwa: historia zgłoszeń musi pozostać czytelna.
accounts-column-name = Osoba
accounts-column-role = Rola
accounts-column-state = Stan
accounts-column-what = Co zrobić
accounts-active = aktywne
accounts-disabled = wyłączone
accounts-self = to Pani/Pana konto
accounts-disable = Wyłącz
accounts-disable-label = Wyłącz konto: { $name }
accounts-enable = Włącz
accounts-enable-label = Włącz konto: { $name }

