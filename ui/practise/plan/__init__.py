"""The plan on Start and Today: what is asked for, and the list for today with its ticks.

wanted      day, hours and wish, as the log has them      question  the fields that ask for them
today_list  what to do today, ticked by the log           rows      how a row is drawn, and where it leads
on_start    where one stands, on the start page
"""
