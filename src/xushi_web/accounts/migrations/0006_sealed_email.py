"""Mail addresses go out of Django's own table of users, sealed."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from xushi_web.accounts.sealing import seal


def seal_addresses(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - Django gives both
    users, contacts = apps.get_model('auth', 'User'), apps.get_model('accounts', 'Contact')
    for user in users.objects.exclude(email='').iterator():
        contacts.objects.update_or_create(user=user, defaults={'email': seal(user.email, 'mail')})
    users.objects.exclude(email='').update(email='')


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_identities'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='email',
            field=models.CharField(default='', max_length=600),
        ),
        migrations.RunPython(seal_addresses, migrations.RunPython.noop),
    ]
