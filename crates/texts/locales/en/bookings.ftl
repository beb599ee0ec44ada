# Bookings of council sessions, meetings and trainings: pages and letters.
