"""What this room puts into the Wagtail admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from agencies.desk import RegistrationDesk
from agencies.models import Registration
from web.desk import DeskPolicy

register_permission_policy(Registration, DeskPolicy(Registration))


@hooks.register("register_admin_viewset")
def register_registration_desk() -> RegistrationDesk:
    """The desk of the formal check."""
    return RegistrationDesk()
