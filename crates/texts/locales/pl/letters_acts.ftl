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

# Two units that do not agree, and their superior.
mail-arbitration-subject = Prośba o rozstrzygnięcie, priorytet { $priority }: { $subject }
mail-arbitration-opening = zgłoszenie { $number } trzeci raz wróciło między dwiema komórkami. Jako ich wspólnego przełożonego prosimy o decyzję, która z nich ma się nim zająć. Wystarczy wypełnić jeden formularz.
mail-arbitration-by = Ostatnio przesyła
mail-arbitration-between = Komórki, które się nie zgadzają
mail-ruling-subject = Rozstrzygnięcie, priorytet { $priority }: { $subject }
mail-ruling-opening = wspólny przełożony rozstrzygnął, która komórka zajmie się zgłoszeniem { $number }. Decyzja wiąże obie komórki.
mail-ruling-by = Decyduje
mail-ruling-to = Zgłoszeniem zajmie się
undelivered-no-arbiter = Nie wiadomo, kto rozstrzyga między tymi komórkami: nikogo nie wskazuje people.toml.

# Child tasks.
mail-task-subject = Zadanie, priorytet { $priority }: { $subject }
mail-task-opening = prosimy o wykonanie zadania w zgłoszeniu { $number }. Samo zgłoszenie prowadzi nadal komórka, która o to prosi.
mail-task-by = Prosi
mail-task-what = Co zrobić
mail-task-kind = Rodzaj
mail-task-place = Gdzie
mail-task-contact = Kontakt na miejscu
mail-task_result-subject = Wynik zadania, priorytet { $priority }: { $subject }
mail-task_result-opening = zakończyło się zadanie w zgłoszeniu { $number }.
mail-task_result-by = Kończy
