# Where one's own ticket stands, in a few words.
my-state-new = przyjęte, czyta je I linia
my-state-in_progress = w toku, ktoś się tym zajmuje
my-state-handed_over = przekazane, czeka na przyjęcie
my-state-returned = I linia ustala, kto się tym zajmie
my-state-resolved = rozwiązane, proszę sprawdzić
my-state-closed = zakończone
my-state-cancelled = wycofane
my-state-merged = połączone z innym
my-state-waiting-requester = czeka na Panią/Pana
my-state-waiting-supplier = czeka na dostawcę
my-state-waiting-date = czeka na umówiony termin
