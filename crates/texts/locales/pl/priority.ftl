# Letters about another priority.
letter-priority = zmiana priorytetu
letter-priority_for_unit = zmiana priorytetu, dla komórki
mail-priority-changed-subject = Zmiana priorytetu: { $subject }
mail-priority-changed-more = zajmiemy się zgłoszeniem { $number } pilniej niż dotąd. Powód:
mail-priority-changed-less = zgłoszenie { $number } ma teraz niższy priorytet, więc może potrwać dłużej. Powód:
mail-priority-changed-reason = Powód zmiany
mail-priority-changed-from = Priorytet dotąd
mail-priority-changed-to = Priorytet teraz
mail-priority-due-first_answer = Odpowiemy najpóźniej
mail-priority-due-solution = Rozwiązanie najpóźniej
mail-priority-late = termin minął: { $at }
mail-priority-waits = termin na razie nie biegnie, bo zgłoszenie czeka
mail-priority_for_unit-subject = Zmiana priorytetu na { $priority }: { $subject }
mail-priority_for_unit-opening = zmienił się priorytet zgłoszenia { $number }, nad którym Państwo pracują, a z nim terminy.
mail-priority_for_unit-by = Zmienia
