"""The exam: what a learner did, what is asked, and when to ask it again.

log        what a learner did, in a log that only grows       bank      questions, and the map of the lecture
cards      what is reviewed, also for Anki                    review    ratings, forgetting, schedule, forecast
mock_exam  which question comes next in a rehearsal           paper     the sheet to print
"""
