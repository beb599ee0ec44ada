# Letters about waiting, answers that were waited for, and returns with a cause.
mail-pause-subject = Zgłoszenie czeka: { $subject }
mail-pause-opening-requester = w sprawie zgłoszenia { $number } czekamy na Państwa odpowiedź:
mail-pause-opening-supplier = zgłoszenie { $number } czeka teraz na dostawcę:
mail-pause-opening-date = zgłoszenie { $number } czeka na umówiony termin:
mail-pause-until = Termin
mail-pause-answer = Wystarczy odpowiedzieć na stronie zgłoszenia. Gdy tylko dostaniemy odpowiedź, wrócimy do pracy.
mail-pause-no-answer = Nie trzeba nic robić. Napiszemy, gdy coś się zmieni.

mail-reply-subject = Odpowiedź zgłaszającego, priorytet { $priority }: { $subject }
mail-reply-opening = zgłaszający odpowiedział w zgłoszeniu { $number }, które na to czekało. Zgłoszenie jest wznowione.
mail-reply-by = Odpowiada
mail-reply-text = Odpowiedź

mail-return-incomplete = Niepełny komentarz: czego zabrakło
mail-return-points-to = Komórka, na którą wskazuje zwracający
