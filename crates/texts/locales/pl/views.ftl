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
queue-filter-unassigned = tylko te, których nikt nie prowadzi
queue-filter-waiting = tylko te, które czekają
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
