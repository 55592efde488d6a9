"""Come by appointment: places, days, times, a look at it all, number and code; move it and cancel it."""
