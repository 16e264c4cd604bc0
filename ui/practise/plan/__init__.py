"""The plan on Start and Today: what is asked for, the list for today with its ticks, and the first check.

wanted       day, hours and wish, as the log has them       question     the fields that ask for them
today_list   what to do today, ticked by the log            rows         how a row is drawn, and where it leads
on_start     the plan on the start page                     on_today     and on Today
first_check  six minutes that place a learner               session_end  what a session of cards changed
next_cards   which cards come next
"""
