"""The morning edition: the front page as a letter, at the hour that a subscriber chose.

`subscribing` is how somebody gets on the list and off it, `keys` the links in the letters,
`contents` what is in a letter, `letters` how it is written, `sending` how it goes out.
"""
