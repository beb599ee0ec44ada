# Duplicates: a ticket that goes on as another one.
status-merged = połączone
act-merged = Połączenie z innym zgłoszeniem
act-parted = Rozłączenie
act-absorbed = Dołączenie zgłoszenia o tym samym
act-released = Odłączenie zgłoszenia
act-heard = Wiadomość z połączonego zgłoszenia
letter-merge = połączenie zgłoszeń
letter-parting = rozłączenie zgłoszeń
letter-to-requester-of = zgłaszający połączonego zgłoszenia
ticket-letter-to-requester-of = do zgłaszającego połączone zgłoszenie

history-merged-into = Połączone z
history-parted-from = Odłączone od
history-duplicate = Zgłoszenie
history-heard = Wiadomość

refusal-merged = To zgłoszenie jest prowadzone dalej jako { $into }. Proszę zrobić to tam.
refusal-merge_itself = Zgłoszenia nie można połączyć z nim samym. Proszę podać numer innego zgłoszenia.
refusal-merge_chain = Zgłoszenie { $number } jest prowadzone dalej jako { $into }. Proszę połączyć z { $into }.
refusal-merge_has_duplicates =
    { $count ->
        [one] W tym zgłoszeniu prowadzone jest już { $numbers }, więc samo nie może się stać częścią innego. Proszę połączyć odwrotnie: tamto zgłoszenie z tym.
       *[other] W tym zgłoszeniu prowadzone są już { $numbers }, więc samo nie może się stać częścią innego. Proszę połączyć odwrotnie: tamto zgłoszenie z tym.
    }
refusal-merge_not_open = Zgłoszenie { $number } jest { $status }, a połączyć można tylko z otwartym. Jeśli sprawa wróciła, najpierw proszę je otworzyć ponownie albo rozpatrzyć to zgłoszenie osobno.
refusal-merge_handed_over = Zgłoszenie czeka na przyjęcie przez { $unit }. Połączyć można je dopiero, gdy { $unit } je przyjmie albo zwróci.
refusal-merge_open_tasks =
    { $count ->
        [one] W zgłoszeniu jest niezakończone zadanie dla innej komórki. Najpierw proszę poczekać na jego wynik albo je wycofać.
       *[other] W zgłoszeniu są niezakończone zadania dla innych komórek. Najpierw proszę poczekać na ich wyniki albo je wycofać.
    }
refusal-merge_booked = W zgłoszeniu jest rezerwacja. Najpierw proszę zapisać, czy się odbyła, albo ją odwołać.
refusal-merge_security = Incydentów bezpieczeństwa nie łączy się z innymi zgłoszeniami: każdy ma własne terminy i zgłoszenia, których wymaga prawo.
refusal-merge_in_outage = Zgłoszenie jest dołączone do awarii masowej i jego zgłaszający dostaje wiadomości o niej. Aby je połączyć, najpierw proszę je odłączyć od awarii.
refusal-not_merged = Te zgłoszenia nie są połączone.

clock-cause-parted = Rozłączenie zgłoszeń
clock-row-merged = sprawa była prowadzona w innym zgłoszeniu
clock-merged = { $what } nie liczy się od: { $at }, bo sprawa jest prowadzona w innym zgłoszeniu
clock-merged-late = { $what } po terminie; nie liczy się dalej od: { $at }, bo sprawa jest prowadzona w innym zgłoszeniu

# Letters.
mail-merge-subject = Połączyliśmy zgłoszenia: { $subject }
mail-merge-opening = tę samą sprawę ktoś zgłosił już wcześniej lub zgłosił ją też kto inny. Dlatego zgłoszenie { $number } prowadzimy dalej razem z { $into }.
mail-merge-nothing-lost = Nic nie trzeba robić. To, co Państwo napisali, mamy przed oczami, a o odpowiedziach i o rozwiązaniu napiszemy tak jak dotąd.
mail-merge-answer = Jeśli to jednak inna sprawa, prosimy napisać nam o tym na stronie zgłoszenia.
mail-parting-subject = Zgłoszenie prowadzimy osobno: { $subject }
mail-parting-opening = zgłoszenie { $number } prowadzimy znów osobno.
mail-parting-before = Przez pewien czas było połączone z { $from }. Powód rozłączenia:
mail-page-together = Sprawę prowadzimy razem z { $number }.

# The requester's page.
my-now-merged = Tę sprawę prowadzimy w innym zgłoszeniu.
my-merged = Prowadzimy tę sprawę razem z { $number }, bo dotyczy tego samego. Wszystko, co Państwo napisali, jest u nas, a o odpowiedziach i rozwiązaniu będziemy pisać tak jak dotąd.
my-merged-solved = Sprawa jest rozwiązana. Jeśli u Państwa nadal coś nie działa, prosimy o tym napisać.
my-merged-badge = razem z { $number }
my-merged-own = Tamto zgłoszenie też jest Państwa:
my-act-parted-title = U mnie to nadal nie działa
my-act-parted-label = Co się dzieje
my-act-parted-hint = Otworzymy wtedy to zgłoszenie na nowo, już osobno.
my-act-parted-button = Otwórz moje zgłoszenie ponownie
my-event-merged = Sprawę prowadzimy razem z { $number }
my-event-parted = Zgłoszenie prowadzimy znów osobno

# At the desk.
merge-act = Połącz z innym zgłoszeniem
merge-act-hint = Gdy to samo jest już zgłoszone.
part-act = Rozłącz zgłoszenia
part-act-hint = Gdy to jednak inna sprawa.
merge-title = Połączenie zgłoszenia { $number }
merge-heading = Połącz z innym zgłoszeniem
merge-lead = Gdy dwie osoby zgłosiły to samo, zgłoszenie { $number } może się stać częścią drugiego. Żadne słowo i żaden zgłaszający się nie zgubi.
field-merge-main = Numer drugiego zgłoszenia
hint-merge-main = W nim sprawa będzie prowadzona dalej, na przykład ZG-2026-000123.
merge-show = Pokaż oba obok siebie
merge-no-such = Nie ma takiego zgłoszenia. Proszę sprawdzić numer.
merge-preview = Co się połączy
merge-this = To zgłoszenie się skończy
merge-main = Sprawa będzie prowadzona tutaj
merge-requester = Zgłaszający
merge-department = Komórka zgłaszającego
merge-holds = Prowadzi
merge-filed = Wpłynęło
merge-body = Opis
merge-what-title = Co się stanie
merge-what-told = Zgłaszający ({ $name }) dowie się listownie, że sprawę prowadzimy jako { $main }, i będzie dostawać listy o niej: odpowiedzi, pytania i rozwiązanie.
merge-what-told-same = Oba zgłoszenia mają ten sam adres zgłaszającego. Dowie się o połączeniu, a potem dostanie każdy list tylko raz.
merge-what-words = Opis i notatki z { $number } będzie można czytać w { $main }, a wyszukiwarka znajdzie oba zgłoszenia.
merge-what-private = Żaden zgłaszający nie zobaczy słów drugiego.
merge-what-clocks = Terminy { $number } przestaną biec, a terminy { $main } biegną jak dotąd.
merge-what-back = Połączenie można cofnąć: wtedy { $number } wróci tam, gdzie było.
field-merge-reason = Dlaczego to ta sama sprawa
hint-merge-reason = Dla współpracowników, można zostawić puste. Zgłaszający tego nie zobaczą.
merge-button = Połącz { $number } z { $main }
merge-swap = Połącz odwrotnie: { $main } stanie się częścią { $number }
merge-other = Podaj inny numer
merge-cannot = Tych zgłoszeń nie można połączyć
merge-stale = Ktoś w międzyczasie zmienił jedno z tych zgłoszeń i nic nie zostało jeszcze połączone. Poniżej jest to, co się zmieniło. Wpisany powód został zachowany.
merge-changed = Co się zmieniło w { $number }
done-desk-merged = Zgłoszenia są połączone. Zgłaszający dostanie list.
done-desk-parted = Zgłoszenia są rozłączone. Zgłaszający dostanie list.
part-title = Rozłączenie zgłoszenia { $number }
part-heading = Rozłącz zgłoszenia
part-lead = Zgłoszenie { $number } jest teraz częścią { $main }. Po rozłączeniu wróci tam, gdzie było przed połączeniem, i znów będą biec jego terminy.
field-part-reason = Dlaczego
hint-part-reason = Zgłaszający przeczyta to w liście.
part-button = Rozłącz
part-back = Wróć do zgłoszenia
part-stale = Ktoś w międzyczasie zmienił jedno z tych zgłoszeń. Poniżej jest to, co się zmieniło. Wpisany powód został zachowany.
merged-notice-title = Sprawa jest prowadzona dalej jako { $number }
merged-notice = Połączono { $at }. Zgłaszający dostaje listy o sprawie, a jego wiadomości widać w { $number }.
merged-notice-part = Rozłącz
duplicates-title = Połączone zgłoszenia
duplicates-hint = Zgłosili to samo. Każdy z nich dostaje listy o tej sprawie i nie widzi słów pozostałych.
duplicates-since = dołączono { $at }
duplicates-history = Przebieg i notatki
duplicates-contact = Kontakt
similar-title = Czy to już zgłoszono?
similar-hint = Otwarte zgłoszenia o podobnych słowach.
similar-into = Połącz to zgłoszenie z { $number }
similar-from = Połącz { $number } z tym zgłoszeniem
similar-filed = { $name }, { $at }
