"""People's accounts: allauth for sign-up and sign-in, axes against guessing."""

AUTH_USER_MODEL = "market.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "market.permissions.MembershipBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {
    "login": "market.forms.accounts.LoginForm",
    "signup": "market.forms.accounts.SignupForm",
    "change_password": "market.forms.accounts.ChangePasswordForm",
    "set_password": "market.forms.accounts.SetPasswordForm",
    "reset_password": "market.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "market.forms.accounts.ResetPasswordKeyForm",
    "add_email": "market.forms.accounts.AddEmailForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": None}  # axes counts failures in the database, so that a restart forgets nothing
ACCOUNT_EMAIL_SUBJECT_PREFIX = "【中选】"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # a session that is idle for four hours ends before: market.middleware.IdleMiddleware
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
DEFAULT_FROM_EMAIL = "zhongxuan@localhost"
