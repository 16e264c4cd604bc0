"""The page Design a task, part by part."""
