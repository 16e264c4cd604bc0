"""When to ask what again: ratings, forgetting, the schedule up to the exam, and what it forecasts."""
