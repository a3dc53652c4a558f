import json

from django.db import migrations, models


def find(apps, schema_editor):
    """What waits meanwhile is found as entries are."""
    for waiting in apps.get_model("ledger", "Pending").objects.all():
        body = json.loads(waiting.body)
        waiting.event, waiting.need = body["type"], str(body.get("need") or "")
        waiting.org = str(body.get("org") or body.get("bidder") or body.get("buyer") or "")
        waiting.save()


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_facts_in_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='pending',
            name='event',
            field=models.CharField(default='', max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='pending',
            name='need',
            field=models.CharField(blank=True, default='', max_length=24),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='pending',
            name='org',
            field=models.CharField(blank=True, default='', max_length=18),
            preserve_default=False,
        ),
        migrations.RunPython(find, migrations.RunPython.noop),
    ]
