"""Appointments: places at an office by time, taken and given back, and whether whoever booked came."""
