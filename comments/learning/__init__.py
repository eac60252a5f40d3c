"""Learning from the desk: a small model of what its moderators remove, fitted on their decisions.

`decisions` reads them, `corpus` turns texts into numbers, `fitting` fits, `trial` judges a fit
without mercy, `training` does all of it and keeps the outcome; `in_use` is the model that the
screening is handed, `drift` how it does since, `forgetting` what it does when texts are erased.
What the screening needs of it is in `comments.screening.learned`.
"""
