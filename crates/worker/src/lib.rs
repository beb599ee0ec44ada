//! Claims jobs and does the slow or outside things. Serves no HTTP.
