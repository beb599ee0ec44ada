## Zgłoszenie przyjmowane przez telefon

telephone-title = Przyjmij telefon
telephone-who = Kto dzwoni
telephone-name = Imię i nazwisko
telephone-name-hint = Podpowiemy znane osoby po nazwisku, adresie albo numerze telefonu.
telephone-search = Szukaj wśród znanych osób
telephone-known = Znane osoby
telephone-found = { $count ->
    [0] Nie znamy takiej osoby.
    [one] Znamy { $count } taką osobę.
    [few] Znamy { $count } takie osoby.
   *[many] Znamy { $count } takich osób.
}
telephone-this = To ta osoba
telephone-more = Wydział i pokój
telephone-what = Czego dotyczy
telephone-body-hint = Jeśli zostanie puste, wpiszemy tu temat.
telephone-suggest = Pokaż podpowiedź
telephone-impact-low = Jednej osoby
telephone-impact-medium = Kilku osób: pokoju albo zespołu
telephone-impact-high = Całego wydziału, budynku albo mieszkańców
telephone-claim = Zapisz i podejmij
telephone-resolve = Zapisz i rozwiąż
telephone-hand-over = Zapisz i przekaż
telephone-ends = Ctrl i Enter: zapisz i podejmij. „Zapisz i rozwiąż” wymaga rozwiązania. „Zapisz i przekaż” otworzy formularz przekazania do podpowiedzianej komórki.
field-solution = Rozwiązanie podane w rozmowie
hint-solution = Tylko gdy sprawa jest już załatwiona. Zgłaszający dostanie te słowa e-mailem, jeśli podał adres.
done-telephone-claimed = Zgłoszenie zapisane i podjęte. Numer do podania dzwoniącemu jest w nagłówku strony.
done-telephone-resolved = Zgłoszenie zapisane i rozwiązane w rozmowie. Numer do podania dzwoniącemu jest w nagłówku strony.
done-telephone-hand-over = Zgłoszenie zapisane i podjęte. Zostało wskazać, komu je przekazać.
history-registered-telephone = Przyjęte telefonicznie przez: { $name }.
my-event-registered-telephone = Zgłoszenie przyjęte telefonicznie
ticket-no-address = Zgłaszający nie ma adresu e-mail, więc nie dostanie żadnego listu. O odpowiedzi i rozwiązaniu trzeba mu powiedzieć przez telefon.
shortcuts-telephone = przyjmij telefon (I linia)
