# Steps of clocks in a ticket's history: who was told that time runs down.
step-title = Przypomnienie o terminie
step-title-caught-up = Przypomnienie po przerwie w działaniu programu (jedno za wszystkie pominięte)
step-clock = Czego dotyczy
step-share = Zużyty czas
step-used = { $percent } %
step-used-late = { $percent } %, po terminie
step-told = Kogo powiadomiono
step-told-unit = komórka { $unit }
step-told-superior = { $name } ({ $post })
step-rule = Reguła
step-letter = List: { $who }
