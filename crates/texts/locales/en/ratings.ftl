# What requesters say of solutions.
rating-title = How well was it solved?
rating-hint = One click is enough; you can add a few words afterwards.
rating-last-word = The ticket is closed, so you cannot change your rating afterwards.
rating-given = Thank you. You can change your rating until the ticket is closed.
rating-stands = Your rating of the solution
rating-good = Well
rating-fair = So-so
rating-bad = Badly
rating-remark = A few words about it (optional)
rating-save = Save remark
rating-of-requester = What the requester says
done-my-rated = Your rating is saved. Thank you.
mail-resolution-rate = On the ticket’s page you can also rate the solution with one click.
