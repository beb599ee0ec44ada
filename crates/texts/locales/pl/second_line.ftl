# Second line: who in the unit has a ticket, and both clocks.
act-put_down = Oddanie w komórce
act-form-put_down-title = Oddaj w komórce
act-form-put_down-hint = Zgłoszenie zostanie w komórce, ale nikt nie będzie go prowadził. Może je podjąć każda osoba z komórki.
act-form-put_down-button = Oddaj w komórce
history-put_down = { $name } nie prowadzi już zgłoszenia. Może je podjąć każda osoba z komórki.
my-event-put_down = Sprawę przejmie inna osoba z tej samej komórki
done-desk-put_down = Zgłoszenie oddane. Może je podjąć każda osoba z komórki.
refusal-nobodys_yet = Tego zgłoszenia nikt teraz nie prowadzi.
