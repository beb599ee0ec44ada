# The queue.
queue-title = Ticket queue
queue-heading = Queue
queue-lead-first_line = Open tickets of the first line, the most urgent at the top.
queue-lead-unit = Open tickets that { $unit } holds, the most urgent at the top.
queue-lead-administrator = Open tickets of all units, the most urgent at the top.

queue-filters = Filters
queue-filter-unit = Unit
queue-filter-unit-all = all units
queue-filter-status = Status
queue-filter-status-open = all open
queue-filter-status-all = all, also finished
queue-filter-priority = Priority
queue-filter-priority-all = any
queue-filter-text = Text to find
queue-filter-text-help = How to search?
queue-filter-text-hint = A number, a name, words of the ticket, notes and solutions, in any form and without Polish letters. Also: “two words side by side”, requester:nowak, unit:IT-04-1, status:closed.
queue-filter-mine = mine only
queue-filter-apply = Show
queue-filter-reset = Clear the filters

queue-counts = Tickets by status
queue-count-open = open
queue-count-all = all

queue-column-subject = Subject
queue-column-requester = Requester
queue-column-unit = Unit
queue-column-status = Status
queue-column-priority = Priority
queue-column-age = Filed
queue-column-suggestion = Suggestion
queue-suggestion-unsure = the first line decides
queue-newer = Newer
queue-older = Older
queue-pages = Pages of the queue

queue-empty-title = Nothing is waiting here now
queue-empty-default = All done. New tickets will appear here when the page is refreshed.
queue-empty-filtered = No ticket matches the chosen filters. Please change the filters or go back to the default view.

queue-ignored = { $count ->
    [one] A filter that could not be read was left out: { $names }.
   *[other] Filters that could not be read were left out: { $names }.
}
queue-ignored-komorka = unit “{ $value }”
queue-ignored-stan = status “{ $value }”
queue-ignored-priorytet = priority “{ $value }”
queue-ignored-szukaj = text to find is too long ({ $limit } characters at most)

queue-bad-cursor-title = There is no such page of the queue
queue-bad-cursor = The address of this page of the queue is damaged or comes from another view. No harm done: please go back to the start of the queue.
queue-back-to-start = To the start of the queue

age-now = just now
age-minutes = { $count } min ago
age-hours = { $count } h ago
age-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
