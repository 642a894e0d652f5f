"""Plants known defects in copies of finished work, so that it can be measured how many of them a reviewer catches."""
