"""What pages on programmes share: forms read, an enrolment looked up, where a learner stands put into words.

Rules are those of `assessor.programmes`; here stands only how a page asks for them and says them.
"""
