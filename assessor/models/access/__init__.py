"""By what somebody gets in: accounts, sign-ins, links, attempts, recovery codes. No organisation owns these."""

from assessor.models.access.account import Account
from assessor.models.access.login_attempt import LoginAttempt
from assessor.models.access.password_reset import PasswordReset
from assessor.models.access.recovery_code import RecoveryCode
from assessor.models.access.sign_in import SignIn
from assessor.models.access.sign_up_link import SignUpLink
from assessor.models.declared import AssessorTable

CLASSES: tuple[type[AssessorTable], ...] = (
    Account,
    SignIn,
    PasswordReset,
    LoginAttempt,
    RecoveryCode,
    SignUpLink,
)
"""In the order in which they refer to one another."""
