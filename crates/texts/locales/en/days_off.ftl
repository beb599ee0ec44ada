# Statutory days off. Keys follow the names in `domain`.
day-off-new_year = New Year’s Day
day-off-epiphany = Epiphany
day-off-easter = Easter Sunday
day-off-easter_monday = Easter Monday
day-off-labour_day = Labour Day (1 May)
day-off-constitution_day = Constitution Day (3 May)
day-off-pentecost = Pentecost
day-off-corpus_christi = Corpus Christi
day-off-assumption = Assumption of the Blessed Virgin Mary
day-off-all_saints = All Saints’ Day
day-off-independence = Independence Day
day-off-independence_centenary = holiday for the centenary of independence
day-off-christmas_eve = Christmas Eve
day-off-christmas = Christmas Day
day-off-second_day_of_christmas = Second Day of Christmas
