# The administrator's page: how well the router does, and what it has learned.

nav-accuracy = Trafność

accuracy-title = Trafność podpowiedzi
accuracy-lead = Jak wypadły podpowiedzi wobec komórek, które naprawdę rozwiązały zgłoszenia, i czego program nauczył się z decyzji ludzi.
accuracy-period = Okres
accuracy-from = Zgłoszenia od dnia
accuracy-to = do dnia
accuracy-show = Pokaż
accuracy-bad-period = Nie rozumiemy tych dat, więc pokazujemy ostatnie 30 dni. Dzień trzeba podać jako rok-miesiąc-dzień, na przykład 2026-11-01, a początek nie może być po końcu.
accuracy-nothing = W tym okresie nie rozwiązano jeszcze żadnego zgłoszenia, które miało podpowiedź.
accuracy-shadow-title = Tryb cichy
accuracy-shadow-text = Podpowiedzi są zapisywane, ale nikt ich nie widzi. Ta strona pokazuje, co by się stało, gdyby każdą z nich przyjęto.

accuracy-figures = W liczbach
accuracy-filed = Zgłoszenia z tego okresu
accuracy-filed-note = { $count ->
    [one] { $count } z podpowiedzią komórki
    [few] { $count } z podpowiedzią komórki
   *[many] { $count } z podpowiedzią komórki
}
accuracy-judged = Rozwiązane, z odpowiedzią programu
accuracy-judged-note = Tylko o nich wiadomo, która komórka była właściwa.
accuracy-proposed = Z nich z podpowiedzią komórki
accuracy-right = Podpowiedzi trafne
accuracy-right-note = Zgłoszenie rozwiązała podpowiedziana komórka.
accuracy-wrong = Podpowiedzi chybione
accuracy-wrong-note = Tyle zgłoszeń trafiłoby źle, gdyby przydzielać je bez pytania.
accuracy-accepted = Podpowiedzi przyjęte przez I linię
accuracy-changed = Podpowiedzi zmienione przez I linię
accuracy-first-right = Pierwsza komórka na liście właściwa
accuracy-first-right-note = Także wtedy, gdy program nie był pewny.
accuracy-duty-right = Przepis właściwy
accuracy-duty-right-note = Wśród zgłoszeń, w których właściwa była komórka i znany jest przepis.
accuracy-error = Średni błąd pewności
accuracy-error-note = O tyle punktów procentowych pewność różni się od tego, jak często program ma rację.

accuracy-reasons = Dlaczego I linia wybrała inaczej
accuracy-reason-other_scope = inny zakres
accuracy-reason-wrong_suggestion = zła podpowiedź
accuracy-reason-other = własnymi słowami

accuracy-units = Według komórek
accuracy-column-unit = Komórka
accuracy-column-solved = Rozwiązała
accuracy-column-found = W tym wskazane
accuracy-column-proposed = Program wskazał
accuracy-column-precision = Z tego trafnie

accuracy-misrouted = Co trafiłoby źle
accuracy-misrouted-lead = Najpewniejsze z chybionych podpowiedzi, najwyżej 100.
accuracy-misrouted-none = Żadna podpowiedź z tego okresu nie była chybiona.
accuracy-column-ticket = Zgłoszenie
accuracy-column-guess = Podpowiedź
accuracy-column-confidence = Pewność
accuracy-column-solved-by = Rozwiązała

accuracy-calibration = Czy pewność znaczy to, co mówi
accuracy-calibration-chart = Zapowiadana pewność i trafność
accuracy-calibration-description = Punkty na przekątnej oznaczają, że program ma rację tak często, jak zapowiada. Punkty poniżej to zbytnia pewność siebie, powyżej: zbytnia ostrożność.
accuracy-calibration-data = Dane wykresu
accuracy-calibration-confidence = Zapowiadana pewność
accuracy-calibration-right = Jak często miał rację
accuracy-calibration-count = Zgłoszenia
accuracy-calibration-diagonal = Linia: pewność równa trafności

accuracy-unused = Przepisy, do których nic nie trafiło
accuracy-unused-lead = { $count ->
    [one] { $count } przepis o obowiązkach komórek nie przyjął w tym okresie żadnego rozwiązanego zgłoszenia.
    [few] { $count } przepisy o obowiązkach komórek nie przyjęły w tym okresie żadnego rozwiązanego zgłoszenia.
   *[many] { $count } przepisów o obowiązkach komórek nie przyjęło w tym okresie żadnego rozwiązanego zgłoszenia.
}
accuracy-unused-show = Pokaż przepisy

accuracy-gaps = Luki kompetencyjne
accuracy-gaps-lead = Zgłoszenia rozwiązane bez przepisu albo takie, których według programu żaden przepis nie obejmuje. Jeśli podobne wracają, czegoś brakuje w zarządzeniu albo w słowniku.
accuracy-gaps-none = W tym okresie nie było takich zgłoszeń.
accuracy-column-subject = Temat

accuracy-learning = Uczenie się z decyzji
accuracy-learning-off = W konfiguracji uczenie jest wyłączone. Obowiązuje wersja wskazana poniżej.
accuracy-learning-on = Program uczy się sam, gdy przybędzie rozwiązanych zgłoszeń. Nowa wersja, która wypada gorzej na zbiorze kontrolnym, jest odrzucana.
accuracy-learning-paused = Uczenie wstrzymano: { $who }, { $when }. Obowiązuje wersja wskazana poniżej, dopóki ktoś nie włączy uczenia.
accuracy-past = { $count ->
    [one] Do nauki wczytano też { $count } zgłoszenie z innego systemu.
    [few] Do nauki wczytano też { $count } zgłoszenia z innego systemu.
   *[many] Do nauki wczytano też { $count } zgłoszeń z innego systemu.
}
accuracy-pause = Wstrzymaj uczenie
accuracy-resume = Włącz uczenie
accuracy-versions = Wersje
accuracy-versions-none = Obowiązuje wersja dostarczona z programem. Żadnej innej jeszcze nie było.
accuracy-column-version = Wersja
accuracy-column-state = Stan
accuracy-column-based = Nauczona z
accuracy-column-figures = Próba
accuracy-column-what = Co zrobić
accuracy-base = Dostarczona z programem
accuracy-based = { $count ->
    [one] { $count } zgłoszenia
    [few] { $count } zgłoszeń
   *[many] { $count } zgłoszeń
}
accuracy-left-out = { $count ->
    [one] { $count } pominięto
    [few] { $count } pominięto
   *[many] { $count } pominięto
}
accuracy-state-active = obowiązuje
accuracy-state-refused = odrzucona
accuracy-state-retired = zastąpiona nowszą
accuracy-state-reverted = wycofana
accuracy-settled-by = { $who }, { $when }
accuracy-trial-shipped = zbiór stały: { $before } → { $after }
accuracy-trial-past = zgłoszenia kontrolne: { $before } → { $after }
accuracy-revert = Przywróć
accuracy-revert-label = Przywróć wersję { $version }
accuracy-revert-base-label = Przywróć wersję dostarczoną z programem
accuracy-too-old = za stara, by przywrócić

done-model-reverted = Przywrócono wybraną wersję. Uczenie wstrzymano, dopóki ktoś go nie włączy.
done-model-settled-already = Tej wersji nie można przywrócić: obowiązuje już albo jest za stara.
done-learning-paused = Uczenie wstrzymano.
done-learning-resumed = Uczenie włączono.
accuracy-by-command-line = wiersz poleceń
