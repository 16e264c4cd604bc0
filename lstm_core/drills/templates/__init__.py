"""The recipes of the drills, a file for each subject. Each takes a generator of random numbers and makes one drill;
`search` helps `beam_search`.
"""
