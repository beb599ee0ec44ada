# Order of the queue, its filters, saved views, acts on several tickets at once.
queue-sort = Kolejność
queue-sort-pilne = najpilniejsze, potem najnowsze
queue-sort-termin = najbliższy termin (tylko otwarte)
queue-sort-najstarsze = najstarsze
queue-sort-numer = najwyższy numer
queue-caption-pilne = Zgłoszenia w kolejce, od najpilniejszych
queue-caption-termin = Zgłoszenia w kolejce, od najbliższego terminu
queue-caption-najstarsze = Zgłoszenia w kolejce, od najstarszych
queue-caption-numer = Zgłoszenia w kolejce, od najwyższego numeru
queue-before = Poprzednia strona
queue-after = Następna strona
queue-filter-unassigned = tylko bez prowadzącego
queue-filter-waiting = tylko czekające
queue-ignored-kolejnosc = kolejność „{ $value }”

views-title = Zapisane widoki
views-lead = Widok to filtry i kolejność pod własną nazwą. Zapisane widoki stoją nad kolejką.
views-save-title = Zapisz ten widok
views-save-what = Zapisany zostanie widok:
views-name = Nazwa widoku
views-name-too-long = { $count ->
    [one] najwyżej { $count } znak, w jednej linii
    [few] najwyżej { $count } znaki, w jednej linii
   *[many] najwyżej { $count } znaków, w jednej linii
}
views-too-many = { $count ->
    [one] można mieć najwyżej { $count } widok; proszę go najpierw usunąć
    [few] można mieć najwyżej { $count } widoki; proszę najpierw usunąć któryś z zapisanych
   *[many] można mieć najwyżej { $count } widoków; proszę najpierw usunąć któryś z zapisanych
}
views-for = Dla kogo
views-for-me = tylko dla mnie
views-for-unit = dla wszystkich w komórce { $unit }
views-save = Zapisz widok
views-list = Widoki zapisane dotąd
views-none = Nie ma jeszcze żadnego zapisanego widoku.
views-shared = wspólny, { $unit }
views-shared-short = wspólny
views-delete = Usuń
done-view-saved = Widok jest zapisany i stoi nad kolejką.
done-view-deleted = Widok jest usunięty.

bulk-label = Z zaznaczonymi zgłoszeniami
bulk-next = Dalej
bulk-select = Zaznacz { $number }
bulk-column-select = Zaznaczanie
bulk-crumb = Kilka zgłoszeń naraz
bulk-title = { $act }: kilka zgłoszeń naraz
bulk-lead = Czynność zostanie wykonana na każdym zgłoszeniu osobno. Zgłoszenia, które ktoś zmienił w międzyczasie, pozostaną bez zmian.
bulk-tickets = { $count ->
    [one] { $count } zaznaczone zgłoszenie
    [few] { $count } zaznaczone zgłoszenia
   *[many] { $count } zaznaczonych zgłoszeń
}
bulk-transfer-duty = Komórka i przepis, który jest podstawą przekazania
bulk-transfer-choose = proszę wybrać
bulk-transfer-choice = Jeśli podpowiedź wskazywała inną komórkę: dlaczego?
bulk-back = Wróć do kolejki
bulk-results-title = { $act }: co się udało
bulk-results-caption = Wynik dla każdego zgłoszenia
bulk-column-ticket = Zgłoszenie
bulk-column-result = Wynik
bulk-yes = zrobione
bulk-no = bez zmian
bulk-done = { $count ->
    [0] Nie zmieniono żadnego zgłoszenia.
    [one] Zmieniono { $count } zgłoszenie.
    [few] Zmieniono { $count } zgłoszenia.
   *[many] Zmieniono { $count } zgłoszeń.
}
bulk-failed = { $count ->
    [one] { $count } zgłoszenie pozostało bez zmian; powód jest w tabeli.
    [few] { $count } zgłoszenia pozostały bez zmian; powody są w tabeli.
   *[many] { $count } zgłoszeń pozostało bez zmian; powody są w tabeli.
}
bulk-line-stale = Zgłoszenie zmieniło się, odkąd widać je było na liście. Proszę je otworzyć i zdecydować jeszcze raz.
bulk-line-forbidden = Tej czynności nie może Pani/Pan wykonać na tym zgłoszeniu.
bulk-line-not-found = Nie ma takiego zgłoszenia.
bulk-nothing-title = Nic nie wybrano
bulk-no-tickets = Proszę wrócić do kolejki i zaznaczyć zgłoszenia na liście.
bulk-no-act = Proszę wrócić do kolejki i wybrać, co zrobić z zaznaczonymi zgłoszeniami.
