# Words that pages and letters share.
program-name = dyspozytor
office-name = IT Centre of the City of Kraków Office

month-of-1 = January
month-of-2 = February
month-of-3 = March
month-of-4 = April
month-of-5 = May
month-of-6 = June
month-of-7 = July
month-of-8 = August
month-of-9 = September
month-of-10 = October
month-of-11 = November
month-of-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = March
month-short-4 = April
month-short-5 = May
month-short-6 = June
month-short-7 = July
month-short-8 = Aug
month-short-9 = Sept
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
short-date = { $day } { $month }

ticket-count = { $count ->
    [one] { $count } ticket
   *[other] { $count } tickets
}
