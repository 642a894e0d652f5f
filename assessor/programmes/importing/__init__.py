"""What training providers' systems export, in and out: hours, ratings, reviews, enrolments. Nothing in a file is run.

`maps` names columns, `cells` reads them, `forms` makes entries of rows, `adding` writes those that are well;
`enrolling` enrols, `leaving` writes tables that those systems take back. What is wrong with a row leaves that one out
and no other; the same table again changes nothing.
"""
