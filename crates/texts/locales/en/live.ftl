# Live rows of the queue, who else is there, shortcuts.
queue-fresh = { $count ->
    [one] { $count } new ticket – show
   *[other] { $count } new tickets – show
}
queue-gone = no longer in this view
queue-live-lost = The connection is lost: changes do not appear by themselves at the moment. We are trying to connect again; you can also reload the page.

presence-looking = { $name } is reading
presence-answering = { $name } is answering
presence-here = Right now: { $people }.
presence-changed = The ticket has changed since you opened this page:
presence-show = Show the ticket as it is now

shortcuts-title = Keyboard shortcuts
shortcuts-lead = Single keys on the pages of the queue and of tickets. Everything can be done without them, too: with the mouse, by touch or with Tab and Enter.
shortcuts-switch = Turning them on and off
shortcuts-are-on = Shortcuts are on.
shortcuts-are-off = Shortcuts are off.
shortcuts-turn-on = Turn shortcuts on
shortcuts-turn-off = Turn shortcuts off
shortcuts-list = What the keys do
shortcuts-never = Shortcuts do nothing while you type in a field or hold Ctrl, Alt, AltGr or Command, so Polish letters are typed as always.
shortcuts-close = Close
shortcuts-group-list = List of tickets
shortcuts-group-ticket = Ticket, also the one chosen in the list
shortcuts-group-everywhere = Everywhere
shortcuts-down = next ticket
shortcuts-up = previous ticket
shortcuts-open = open the chosen ticket
shortcuts-select = select the chosen ticket, or unselect it
shortcuts-search = search
shortcuts-claim = claim; from the list, go to the button
shortcuts-escalate = escalate to the second line
shortcuts-transfer = transfer to the competent unit
shortcuts-resolve = resolve
shortcuts-note = add a note
shortcuts-back = back to the queue
shortcuts-sheet = show this sheet
shortcuts-go-queue = go to the queue
shortcuts-go-file = file a ticket
shortcuts-go-mine = go to your own tickets
shortcuts-go-home = go to the home page
done-shortcuts-on = Keyboard shortcuts are on.
done-shortcuts-off = Keyboard shortcuts are off.
accessibility-can-5 = Shortcuts of single keys in the queue do nothing while you type, and everybody can turn them off on the page “Keyboard shortcuts”.
