"""Background work: timers with leases, reaping and back-off. Why so little: docs/reasons/jobs.md."""
