# Statutory days off. Keys follow the names in `domain`.
day-off-new_year = Nowy Rok
day-off-epiphany = Święto Trzech Króli
day-off-easter = Wielkanoc
day-off-easter_monday = Poniedziałek Wielkanocny
day-off-labour_day = Święto Państwowe 1 Maja
day-off-constitution_day = Święto Narodowe Trzeciego Maja
day-off-pentecost = Zielone Świątki
day-off-corpus_christi = Boże Ciało
day-off-assumption = Wniebowzięcie Najświętszej Maryi Panny
day-off-all_saints = Wszystkich Świętych
day-off-independence = Narodowe Święto Niepodległości
day-off-independence_centenary = Święto Narodowe z okazji setnej rocznicy odzyskania niepodległości
day-off-christmas_eve = Wigilia Bożego Narodzenia
day-off-christmas = Boże Narodzenie
day-off-second_day_of_christmas = drugi dzień Bożego Narodzenia
