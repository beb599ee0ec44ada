# What a proposal is made of and what became of it.
field-choice = Dlaczego inaczej niż podpowiedź?
hint-choice = Wystarczy jedno słowo. Z takich poprawek podpowiedzi się uczą.
choice-other_scope = inny zakres
choice-wrong_suggestion = zła podpowiedź
choice-other = inny powód (proszę wpisać niżej)
field-choice_words = Inny powód
transfer-reason-start = W zgłoszeniu mowa o: { $words }.

# The program hands over by itself.
automatic-author = dyspozytor (automatycznie)
automatic-reason = Przekazano automatycznie: pewność { $percent }%, podstawa { $duty }.
automatic-reason-words = Przekazano automatycznie: pewność { $percent }%, podstawa { $duty }, słowa: { $words }.

# The suggestion card.
suggestion-reasons = Pełne uzasadnienie
suggestion-reasons-hint = Wagi słów, podobne przykłady i co zmieniłoby wynik.
suggestion-key = Skrót: { $key } albo Alt i { $key } (w Firefoksie Alt, Shift i { $key }).
suggestion-key-claim = Podpowiedź przyjmuje się, podejmując zgłoszenie (skrót: 1).
suggestion-lost-words = Nie przemawiają za nią słowa
suggestion-lost-weight = Te same słowa ważą mniej w jej obowiązkach.
shortcuts-accept = przyjmij podpowiedź
suggestion-no-provision = Żaden przepis zarządzenia nie obejmuje tej sprawy. Rozstrzyga I linia.
suggestion-two-matters = W zgłoszeniu są chyba dwie sprawy
suggestion-second-unit = Druga należy do:
suggestion-second-words = Wskazują na to słowa: { $words }.
suggestion-second-hint = Zgłoszenie może mieć tylko jedną komórkę. Drugą sprawę najlepiej założyć jako osobne zgłoszenie.

# The page of reasons.
explain-title = Uzasadnienie podpowiedzi: { $number }
explain-heading = Uzasadnienie podpowiedzi
explain-aside = Porównanie i objaśnienia
explain-proposed = Podpowiedź wskazuje pierwszą komórkę. Niżej są wszystkie, które brano pod uwagę.
explain-words = Słowa i ich waga
explain-no-words = Zdecydował cały tekst, żadne słowo osobno.
explain-nearest = Podobne przykłady
explain-past = Podobne zgłoszenia z przeszłości
explain-similarity = podobieństwo { $percent }%
explain-not = Dlaczego nie { $unit }
explain-not-words = Za { $first } mocniej niż za { $second } przemawiają:
explain-not-no-words = Żadne słowo osobno nie przemawia za { $first } mocniej niż za { $second }. O kolejności decyduje cały tekst.
explain-without-title = Co zmieniłoby wynik
explain-without = Bez słowa „{ $words }” trafiłoby do { $unit } ({ $duty }).
explain-without-none = Brak któregokolwiek z ważnych słów nie zmieniłby komórki.
explain-reading-title = Jak to czytać
explain-reading-weights = Waga mówi, ile słowo dodaje do wyniku komórki. Przewaga o 1 to prawie pewność.
explain-reading-examples = Przykłady są częścią programu, a nie zgłoszeniami innych osób.

# The stored suggestion made again.
replay-same = Policzono jeszcze raz: wynik jest co do bitu taki sam jak zapisany przy zgłoszeniu.
replay-other-data-same-answer = Od rejestracji zgłoszenia zmieniły się dane, z których powstaje podpowiedź, ale wynik jest ten sam.
replay-other-data = Podpowiedź przy zgłoszeniu powstała z innych danych. Niżej jest uzasadnienie wyniku policzonego teraz.
replay-broken = Z tych samych danych wyszedł inny wynik niż zapisany przy zgłoszeniu. To błąd programu: proszę zawiadomić administratora.
replay-none = Przy tym zgłoszeniu nie zapisano podpowiedzi. Niżej jest wynik policzony teraz.
replay-difference = { $what }: wtedy { $stored }, teraz { $now }
replay-nothing = brak
replay-part-text = treść zgłoszenia
replay-part-ordinance = zarządzenie
replay-part-vocabulary = słownik
replay-part-model = model
replay-part-adaptation = nauka z wcześniejszych zgłoszeń
replay-part-threshold = próg pewności
