"""One experiment per lesson, under the key of the lesson: show() draws it."""
