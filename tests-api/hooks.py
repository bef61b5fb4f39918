"""What schemathesis cannot know: calls that would end the person it acts as."""

import schemathesis

# Each would take away the login, token or second factor that the run itself depends on.
ENDS_THE_RUN = {
    ("DELETE", "/api/v1/session"),
    ("DELETE", "/api/v1/sessions"),
    ("PUT", "/api/v1/account/password"),
    ("POST", "/api/v1/account/totp/confirmation"),
}


@schemathesis.hook
def filter_case(context, case):
    return (case.method.upper(), case.path) not in ENDS_THE_RUN
