# Words that pages and letters share.
program-name = dyspozytor
office-name = Centrum Obsługi Informatycznej Urzędu Miasta Krakowa

month-of-1 = stycznia
month-of-2 = lutego
month-of-3 = marca
month-of-4 = kwietnia
month-of-5 = maja
month-of-6 = czerwca
month-of-7 = lipca
month-of-8 = sierpnia
month-of-9 = września
month-of-10 = października
month-of-11 = listopada
month-of-12 = grudnia
month-short-1 = 01
month-short-2 = 02
month-short-3 = 03
month-short-4 = 04
month-short-5 = 05
month-short-6 = 06
month-short-7 = 07
month-short-8 = 08
month-short-9 = 09
month-short-10 = 10
month-short-11 = 11
month-short-12 = 12
short-date = { $day }.{ $month }

ticket-count = { $count ->
    [one] { $count } zgłoszenie
    [few] { $count } zgłoszenia
   *[many] { $count } zgłoszeń
}
