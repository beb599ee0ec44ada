# The page of an evaluation (`dyspozytor evaluate --html`) and its charts.
evaluation-title = Jak trafne są podpowiedzi komórek
evaluation-lead = { $count ->
    [one] Podpowiedzi sprawdziliśmy na { $count } zgłoszeniu, do którego ktoś, kto zna zarządzenie, dopisał właściwą komórkę i przepis.
   *[other] Podpowiedzi sprawdziliśmy na { $count } zgłoszeniach, do których ktoś, kto zna zarządzenie, dopisał właściwą komórkę i przepis.
}
evaluation-contents = Części tej strony
evaluation-summary = Wynik
evaluation-comparison = Porównanie wersji
evaluation-units = Komórki
evaluation-confidence = Pewność
evaluation-kinds = Rodzaje zgłoszeń
evaluation-learning = Uczenie się
evaluation-duties = Przepisy
evaluation-mistakes = Pomyłki
evaluation-method = Jak to liczymy

evaluation-measure = Miara
evaluation-value = Wynik
evaluation-meaning = Co to znaczy

measure-unit = Komórka trafiona
measure-about-unit = Pierwsza podpowiedź to komórka właściwa albo inna, którą też uznano za dobrą.
measure-unit_strict = Komórka dokładnie ta
measure-about-unit_strict = Pierwsza podpowiedź to dokładnie ta komórka, którą wskazano jako właściwą.
measure-unit_at_3 = Właściwa wśród trzech
measure-about-unit_at_3 = Właściwa komórka jest wśród trzech pierwszych podpowiedzi.
measure-duty = Komórka i przepis trafione
measure-about-duty = Zgadza się i komórka, i przepis zarządzenia.
measure-mrr = Miejsce przepisu
measure-about-mrr = 1 znaczy, że właściwy przepis zawsze jest pierwszy; 0,5 – że przeciętnie jest drugi.
measure-decided = Do rozdzielenia przy trafności 95 %
measure-about-decided = Tyle zgłoszeń, zaczynając od najpewniejszych, można by rozdzielić tak, aby co najmniej 95 na 100 trafiło dobrze.
measure-proposed = Zgłoszenia z propozycją
measure-about-proposed = Przy pozostałych program mówi, że nie jest pewny, i rozstrzyga I linia.
measure-precision = Trafność propozycji
measure-about-precision = Ile z tych propozycji wskazuje komórkę właściwą albo też dobrą.
measure-ece = Błąd pewności
measure-about-ece = O tyle przeciętnie podana pewność rozmija się z trafnością. Im mniej, tym lepiej.
measure-latency = Czas odpowiedzi
measure-about-latency = W tym czasie gotowych jest 99 na 100 podpowiedzi.

evaluation-comparison-about = Obie wersje odpowiadały na te same zgłoszenia. Przedział 95 % mówi, w jakich granicach różnica leżałaby na podobnych zgłoszeniach; jeśli obejmuje zero, różnica może być przypadkowa.
evaluation-before = Przedtem
evaluation-after = Teraz
evaluation-difference = Różnica
evaluation-interval = Przedział 95 %
evaluation-from-to = od { $from } do { $to }
evaluation-verdict = Wniosek
evaluation-better = lepiej
evaluation-worse = gorzej
evaluation-undecided = nie wiadomo
evaluation-test = Teraz dobrze, a przedtem źle: { $gained }. Teraz źle, a przedtem dobrze: { $lost }. Gdyby obie wersje były równie dobre, taka różnica zdarzałaby się z prawdopodobieństwem { $p } (dokładny test McNemara).
evaluation-no-changes = Żadne zgłoszenie nie zmieniło się z trafionego na chybione ani odwrotnie.
evaluation-changes = Zgłoszenia, w których coś się zmieniło
evaluation-mended = teraz dobrze
evaluation-broken = teraz źle

evaluation-units-about = Pierwszy wykres pokazuje, ile zgłoszeń danej komórki program do niej skierował. Drugi – ile z tych, które jej podpowiada, naprawdę jest dla niej. Cienka kreska to przedział, w którym prawdziwa wartość leży z prawdopodobieństwem 95 %: im mniej zgłoszeń, tym jest szerszy.
evaluation-lenient = Trafione, także do innej dobrej
evaluation-at-3 = Wśród trzech
evaluation-answered = Podpowiedziana
evaluation-rightly = W tym słusznie
evaluation-confusion = Co z czym się myli
evaluation-confusion-about = Wiersz to komórka właściwa, kolumna – podpowiedziana. Zgłoszenia trafione stoją w polach z obwódką, pozostałe pola to pomyłki.
evaluation-none = brak
evaluation-confidence-about = Dobra pewność to taka, której można wierzyć: z podpowiedzi o pewności 80 % ma być trafionych 80 na 100. Im bliżej przerywanej linii leżą kropki, tym lepiej.
evaluation-no-kinds = Zgłoszenia nie mają opisanego rodzaju ani stylu.
evaluation-robustness-about = Te same zgłoszenia zapisaliśmy jeszcze raz: bez polskich znaków oraz z pomyłkami przy pisaniu. Pomyłka to litera opuszczona, zamieniona z następną, wpisana sąsiednim klawiszem albo wciśnięta razem z nim; wszystkie cztery zdarzają się tak samo często.
evaluation-learning-about = { $count ->
    [few] Zgłoszenia podzieliliśmy losowo na { $count } części. O każdą część pytaliśmy program, który wcześniej zobaczył rozwiązane zgłoszenia z pozostałych: żadnego, 50, 100, 200 i 400, a gdzie jest ich mniej – wszystkie.
   *[many] Zgłoszenia podzieliliśmy losowo na { $count } części. O każdą część pytaliśmy program, który wcześniej zobaczył rozwiązane zgłoszenia z pozostałych: żadnego, 50, 100, 200 i 400, a gdzie jest ich mniej – wszystkie.
}
evaluation-all-duties = { $count ->
    [one] { $count } przepis ze zgłoszeniami albo podpowiedziami
    [few] Wszystkie { $count } przepisy ze zgłoszeniami albo podpowiedziami
   *[many] Wszystkie { $count } przepisów ze zgłoszeniami albo podpowiedziami
}
evaluation-shown = W ogóle pokazany
evaluation-silent = { $count ->
    [one] { $count } przepis bez ani jednego zgłoszenia w tym zbiorze
    [few] { $count } przepisy bez ani jednego zgłoszenia w tym zbiorze
   *[many] { $count } przepisów bez ani jednego zgłoszenia w tym zbiorze
}
evaluation-no-mistakes = Nie ma ani jednej pomyłki.
evaluation-mistakes-about = { $count ->
    [one] W { $count } zgłoszeniu pierwsza podpowiedź wskazuje komórkę niewłaściwą albo nie ma jej wcale. Najpewniejsze pomyłki są na górze.
   *[other] W { $count } zgłoszeniach pierwsza podpowiedź wskazuje komórkę niewłaściwą albo nie ma jej wcale. Najpewniejsze pomyłki są na górze.
}
evaluation-mistakes-listed = { $count ->
    [one] Poniżej jest pierwsze { $count }.
    [few] Poniżej są pierwsze { $count }.
   *[many] Poniżej jest pierwszych { $count }.
}
evaluation-id = Zgłoszenie
evaluation-right = Właściwa
evaluation-answer = Podpowiedź
evaluation-words = Słowa, które zdecydowały
evaluation-proposed = zaproponowana
evaluation-unsure = niepewna
evaluation-method-about = Program widzi tylko temat i treść zgłoszenia. Czas odpowiedzi to najkrótszy z trzech pomiarów każdego zgłoszenia. Przy kilkuset zgłoszeniach różnice do półtora punktu procentowego mogą być przypadkowe.
evaluation-privacy = Na tej stronie są numery zgłoszeń i pojedyncze słowa z tych, które trafiły źle. Przed udostępnieniem jej dalej proszę sprawdzić, czy nie ma wśród nich nazwisk.
evaluation-ordinance = Zarządzenie
evaluation-vocabulary = Słownik i model
evaluation-tickets = Zbiór zgłoszeń

plot-data = Dane wykresu
plot-past = Rozwiązane zgłoszenia, z których program się uczył
plot-share-right = Część zgłoszeń
plot-curve = Co daje nauka na rozwiązanych zgłoszeniach
plot-about-curve = Linie: jak rosną trafność komórki, obecność właściwej komórki wśród trzech, trafność przepisu i część zgłoszeń do rozdzielenia, gdy program widział więcej rozwiązanych zgłoszeń.
plot-interval = Przedział 95 %
plot-tickets = Zgłoszenia
plot-unit = Komórka
plot-duty = Przepis
plot-slice = Rodzaj
plot-writing = Zapis
plot-wanted = Wymagana trafność
plot-found = Znalezione
plot-right = Trafne
plot-confidence = Pewność
plot-share = Część zgłoszeń
plot-labelled = Właściwa
plot-answered = Podpowiedziana
plot-change = Utrata i przepisy
plot-at = co najmniej { $precision } %
plot-diagonal = Przerywana linia łączy punkty, w których pewność równa się trafności.
plot-loss = utrata { $points } pkt, komórka i przepis { $duty }
plot-recall = Znalezione zgłoszenia każdej komórki
plot-about-recall = Słupki: jaka część zgłoszeń należących do komórki została do niej skierowana. Kreski: przedział 95 %.
plot-precision = Słuszne podpowiedzi każdej komórki
plot-about-precision = Słupki: jaka część zgłoszeń podpowiedzianych komórce naprawdę do niej należy. Kreski: przedział 95 %.
plot-confusion = Komórka właściwa i podpowiedziana
plot-about-confusion = Tabela liczb: w wierszach komórki właściwe, w kolumnach podpowiedziane. Im ciemniejsze lub jaśniejsze od tła pole, tym większa część zgłoszeń wiersza.
plot-reliability = Pewność a trafność
plot-about-reliability = Każda kropka to podpowiedzi o podobnej pewności: im dalej w prawo, tym pewniejsze, im wyżej, tym trafniejsze, im większa kropka, tym ich więcej.
plot-coverage = Ile zgłoszeń można rozdzielić i z jaką trafnością
plot-about-coverage = Linia pokazuje trafność wśród najpewniejszych zgłoszeń, od jednego procentu do wszystkich.
plot-decided = Część zgłoszeń do rozdzielenia przy danej trafności
plot-about-decided = Słupki: jaką część zgłoszeń, od najpewniejszych, można rozdzielić, zachowując wymaganą trafność.
plot-slices = Trafność według rodzaju i stylu
plot-about-slices = Słupki: w jakiej części zgłoszeń danego rodzaju albo stylu komórka jest trafiona.
plot-duties = Przepisy znajdowane najrzadziej
plot-about-duties = Słupki: jaka część zgłoszeń przepisu została do niego skierowana; najsłabsze przepisy spośród tych, które mają co najmniej trzy zgłoszenia.
plot-robustness = Trafność przy innym zapisie
plot-about-robustness = Słupki: w jakiej części zgłoszeń komórka jest trafiona, gdy te same zgłoszenia są zapisane bez polskich znaków albo z pomyłkami.

writing-plain = jak w zgłoszeniu
writing-no_diacritics = bez polskich znaków
writing-mistyped_5 = 5 % liter z pomyłką
writing-mistyped_10 = 10 % liter z pomyłką

tag-plain = zwykłe
tag-short = krótkie
tag-nodia = bez polskich znaków
tag-typos = z literówkami
tag-long = długie
tag-log = z komunikatem błędu
tag-forward = przekazane dalej
tag-formal = urzędowe
tag-double = dwie sprawy naraz
tag-foreign = w obcym języku
tag-emotive = z emocjami
tag-caps = wielkimi literami
tag-incident = awarie
tag-request = prośby
tag-question = pytania
tag-complaint = skargi
