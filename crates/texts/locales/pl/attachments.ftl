# Załączniki i szkice

field-files = Załączniki
files-hint = Do { $count } plików, każdy do { $file }, razem do { $total }. Na przykład zrzut ekranu z komunikatem.
files-kept = Pliki, które już mamy
files-kept-hint = Zostaną wysłane razem z formularzem. Jeśli któryś nie ma być wysłany, proszę usunąć zaznaczenie przy nim.
files-without-words = Załączone pliki: { $names }
files-title = Załączniki
files-risky = otwierać ostrożnie
files-internal = tylko dla obsługi
files-script-drop = Pliki można też przeciągnąć w to miejsce albo wkleić ze schowka, na przykład zrzut ekranu (Ctrl+V).
files-script-added = Dodano plik:
files-script-removed = Usunięto plik:
files-script-remove = Usuń
files-script-chosen = Wybrane pliki
files-script-picture = zrzut-ekranu
files-script-too-large = Ten plik jest za duży. Jeden plik może mieć najwyżej { $limit }:
files-script-too-much = Te pliki razem są za duże. Wszystkie mogą mieć najwyżej { $limit }.

file-kind-image = obraz
file-kind-pdf = PDF
file-kind-document = dokument
file-kind-archive = archiwum
file-kind-program = program
file-kind-page = strona lub XML
file-kind-text = tekst
file-kind-other = plik

file-fault-too-large = Plik „{ $name }” jest za duży. Jeden plik może mieć najwyżej { $limit }.
file-fault-empty = Plik „{ $name }” jest pusty, więc go nie dołączyliśmy.
file-fault-too-many = { $count ->
        [one] W jednej wiadomości może być { $count } plik. Pozostałe proszę wysłać w następnej.
        [few] W jednej wiadomości mogą być { $count } pliki. Pozostałe proszę wysłać w następnej.
        [many] W jednej wiadomości może być { $count } plików. Pozostałe proszę wysłać w następnej.
       *[other] W jednej wiadomości może być { $count } pliku. Pozostałe proszę wysłać w następnej.
    }
file-fault-too-much = Pliki razem są za duże, więc ich nie dołączyliśmy. Wszystkie mogą mieć najwyżej { $limit }. To, co zostało wpisane, jest zachowane.
file-fault-ticket-quota = W tym zgłoszeniu nie ma już miejsca na te pliki: razem mogą mieć najwyżej { $limit }. Proszę usunąć zaznaczenie przy którymś z nich.
file-fault-person-quota = Pliki w Państwa otwartych zgłoszeniach mogą mieć razem najwyżej { $limit }. Nie wszystkie się zmieściły.
file-fault-too-often = Z tego komputera przysłano w ostatniej godzinie bardzo dużo plików. Proszę wysłać zgłoszenie bez nich albo spróbować później.
file-fault-disk-full = Chwilowo nie mamy miejsca na pliki. Proszę wysłać bez nich albo spróbować później; to, co zostało wpisane, jest zachowane.

mail-files = Załączniki
mail-files-where = Pliki można pobrać ze strony zgłoszenia, do której prowadzi odnośnik w tym liście.

size-bytes = { $count ->
        [one] { $count } bajt
        [few] { $count } bajty
        [many] { $count } bajtów
       *[other] { $count } bajta
    }
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

draft-restored = Przywrócono szkic z { $when }.
draft-discard = Odrzuć szkic
draft-saved = Szkic zapisany o
draft-saved-here = Szkic zapisany w tej przeglądarce o
draft-restored-here = Przywrócono szkic zapisany w tej przeglądarce.
draft-not-saved = Szkicu nie udało się zapisać. Przed zamknięciem strony proszę skopiować tekst.
done-draft-discarded = Szkic został odrzucony.
done-draft-kept = Wpisane słowa czekają w formularzu.
sign-in-ended = Sesja wygasła, zanim formularz do nas dotarł. To, co zostało wpisane, jest zachowane i po zalogowaniu wróci do formularza. Pliki trzeba wybrać jeszcze raz.
