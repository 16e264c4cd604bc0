"""Where every page leads at its end: `show` draws the row; what is in it follows from what was done there.

pages   a function for each page         ways   to lessons, cards and drawings, and to what comes next in the plan
"""

from ui.endings.pages import ENDINGS, show

__all__ = ["ENDINGS", "show"]
