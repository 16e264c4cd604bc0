"""What every page uses: the session, the menu, the frame, the log of the learner, text, charts, login, start-up."""
