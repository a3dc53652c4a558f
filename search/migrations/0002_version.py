"""The sequence from which documents take their versions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunSQL("CREATE SEQUENCE search_version", "DROP SEQUENCE search_version")]
