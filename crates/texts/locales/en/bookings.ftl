# Bookings of council sessions, meetings and trainings: pages and letters.
act-booked = Booking
act-booking_ended = Booking settled
letter-booking = booking
nav-bookings = Bookings

refusal-no_occasion = { $unit } does not serve sessions, meetings or trainings, so it books nothing.
refusal-taken = Already taken at this time:
refusal-no_booking = There is no booking here to settle.
refusal-booking_begun = The booking has already begun, so it cannot be cancelled. Please say whether it was carried out.
refusal-booking_ahead = The booking has not begun yet. You can change or cancel it.
fault-not_a_period = The end must be later than the start, by 31 days at most.

booking-state-planned = planned
booking-state-awaits = waiting to be settled
booking-state-carried_out = carried out
booking-state-not_carried_out = not carried out
booking-state-cancelled = cancelled
booking-taken-place = place
booking-taken-crew = person
booking-taken-equipment = equipment
booking-taken = { $what }: { $name } ({ $number })

booking-title = Booking: { $number }
booking-heading = Booking
booking-lead = A session, meeting or training at an agreed time. Until the booking ends the ticket waits and its clock stands still; the requester gets a confirmation with a calendar file.
booking-new-title = Book
booking-new-button = Book
booking-change-title = Change the booking
booking-change-button = Save the change
booking-end-title = Settle the booking
booking-carried_out = Carried out
booking-not_carried_out = Not carried out
booking-cancel = Cancel the booking
booking-no-duty = This unit books nothing.
booking-confirm = I know it is taken. Book it anyway.
booking-duty = Basis
booking-setup-at = Set-up from, at the latest
booking-crew = Crew
booking-equipment = Equipment
booking-note = Notes
booking-despite = Booked although taken
booking-minutes = { $count ->
    [0] no set-up
    [one] { $count } minute
   *[other] { $count } minutes
}
booking-act = Booking of a session, meeting or training
booking-act-hint = Place, time, crew and equipment; we check that nothing overlaps.
booking-file = Add to calendar (ICS file)
booking-card = Booking
booking-entry-summary = IT support: { $subject }
booking-entry-ticket = Ticket { $number }

field-from = Start
field-to = End
field-crew = Crew
hint-crew = One person per line.
field-equipment = Equipment
hint-equipment = One thing per line, for example: projector 3
field-setup_minutes = Time for set-up
hint-setup_minutes = Counted back from the start, within the Office’s working hours.
field-note = Notes for the requester
hint-note = When the booking is cancelled or not carried out, please write why.

bookings-title = Bookings
bookings-lead = Sessions, meetings and trainings that we serve.
bookings-awaiting = Waiting to be settled
bookings-filter = Choice of days
bookings-from = Day
bookings-view = Show
bookings-week = the whole week
bookings-day = one day
bookings-show = Show
bookings-before = Earlier
bookings-after = Later
bookings-free = Nothing is booked on { $days }.

done-desk-booked = Booked. The requester will get a confirmation with a calendar file.
done-desk-booking_ended = The booking has been settled.

my-event-booked = We have booked a time
my-event-booking_ended = Booking: { $state }
history-when = Time
history-booking-state = Result

mail-booking-subject = Booking confirmed: { $subject }
mail-booking-opening = we have booked a time for you in ticket { $number }.
mail-booking-changed = A calendar file is attached. If the time changes, we will send a new one.
mail-booking-when = Time
mail-booking-place = Place
mail-booking-equipment = Equipment
mail-booking-cancelled-subject = Booking cancelled: { $subject }
mail-booking-cancelled-opening = the booking in ticket { $number } has been cancelled:
mail-booking-not_carried_out-subject = Booking not carried out: { $subject }
mail-booking-not_carried_out-opening = the booking in ticket { $number } was not carried out:
