"""What the site knows about a person, and how it forgets.

`export` gives a person everything about them, `closing` closes an account, `retention` erases what
has been kept long enough, and `facts` is what the public page says of all this.
"""
