## A ticket taken down by telephone

telephone-title = Take a call
telephone-who = Who is calling
telephone-name = Name
telephone-name-hint = We suggest people we know by name, address or telephone number.
telephone-search = Look among known people
telephone-known = Known people
telephone-found = { $count ->
    [0] We know nobody like that.
    [one] We know { $count } such person.
   *[other] We know { $count } such people.
}
telephone-this = This person
telephone-more = Department and room
telephone-what = What it is about
telephone-body-hint = If it stays empty, we put the subject here.
telephone-suggest = Show the suggestion
telephone-impact-low = One person
telephone-impact-medium = A few people: a room or a team
telephone-impact-high = A whole department, a building or the citizens
telephone-claim = Save and claim
telephone-resolve = Save and resolve
telephone-hand-over = Save and hand over
telephone-ends = Ctrl and Enter: save and claim. “Save and resolve” needs a solution. “Save and hand over” opens the form of the hand-over to the suggested unit.
field-solution = Solution given during the call
hint-solution = Only when the matter is settled. The requester gets these words by e-mail if they left an address.
done-telephone-claimed = The ticket is saved and claimed. The number for the caller is in the heading of this page.
done-telephone-resolved = The ticket is saved and was resolved during the call. The number for the caller is in the heading of this page.
done-telephone-hand-over = The ticket is saved and claimed. It remains to say to whom it is handed over.
history-registered-telephone = Taken down by telephone by: { $name }.
my-event-registered-telephone = Ticket taken down by telephone
ticket-no-address = The requester has no e-mail address and will get no letter. Answers and the solution have to be told by telephone.
shortcuts-telephone = take a call (first line)
