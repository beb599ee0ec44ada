-- Words of tickets are found by their long forms now (`komp` as `komputer`); they are made again right after this step.
delete from ticket_words;
