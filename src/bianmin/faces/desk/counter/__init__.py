"""Take an application at the counter, by telephone or by post: service, applicant and questions on one page."""
