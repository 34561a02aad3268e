"""The database refuses to change or delete an entry, whoever asks: see `audit.models.Anchor` for the one way out."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_auditentry
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed and only deleted up to an anchor'); END""",
    """CREATE TRIGGER audit_entry_not_deleted BEFORE DELETE ON audit_auditentry
        WHEN NOT EXISTS (SELECT 1 FROM audit_anchor WHERE chain_id = OLD.chain_id AND sequence >= OLD.sequence)
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed and only deleted up to an anchor'); END""",
    """CREATE TRIGGER audit_anchor_kept BEFORE UPDATE ON audit_anchor
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed and only deleted up to an anchor'); END""",
    """CREATE TRIGGER audit_anchor_not_deleted BEFORE DELETE ON audit_anchor
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed and only deleted up to an anchor'); END""",
    """CREATE TRIGGER audit_anchor_old_enough BEFORE INSERT ON audit_anchor
        WHEN NOT EXISTS (SELECT 1 FROM audit_auditentry WHERE chain_id = NEW.chain_id AND sequence = NEW.sequence
                         AND digest = NEW.digest AND at < datetime('now', '-180 days'))
        BEGIN SELECT RAISE(ABORT, 'an anchor needs an entry that is older than 180 days'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'audit entries are never changed and only deleted up to an anchor'; END $$""",
    """CREATE FUNCTION audit_released() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM audit_anchor WHERE chain_id = OLD.chain_id AND sequence >= OLD.sequence)
            THEN RETURN OLD; END IF;
            RAISE EXCEPTION 'audit entries are never changed and only deleted up to an anchor';
        END $$""",
    """CREATE FUNCTION audit_old_enough() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM audit_auditentry WHERE chain_id = NEW.chain_id AND sequence = NEW.sequence
                       AND digest = NEW.digest AND at < now() - interval '180 days')
            THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'an anchor needs an entry that is older than 180 days';
        END $$""",
    """CREATE TRIGGER audit_entry_kept BEFORE UPDATE ON audit_auditentry
       FOR EACH ROW EXECUTE FUNCTION audit_kept()""",
    """CREATE TRIGGER audit_entry_not_deleted BEFORE DELETE ON audit_auditentry
       FOR EACH ROW EXECUTE FUNCTION audit_released()""",
    """CREATE TRIGGER audit_entry_not_truncated BEFORE TRUNCATE ON audit_auditentry
       FOR EACH STATEMENT EXECUTE FUNCTION audit_kept()""",
    """CREATE TRIGGER audit_anchor_kept BEFORE UPDATE OR DELETE ON audit_anchor
       FOR EACH ROW EXECUTE FUNCTION audit_kept()""",
    """CREATE TRIGGER audit_anchor_not_truncated BEFORE TRUNCATE ON audit_anchor
       FOR EACH STATEMENT EXECUTE FUNCTION audit_kept()""",
    """CREATE TRIGGER audit_anchor_old_enough BEFORE INSERT ON audit_anchor
       FOR EACH ROW EXECUTE FUNCTION audit_old_enough()""",
)


def install(apps: object, schema_editor: Any) -> None:  # noqa: ARG001 - Django gives both
    for statement in SQLITE if schema_editor.connection.vendor == 'sqlite' else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0002_address_and_outcome'),
    ]

    operations = [
        migrations.RunPython(install),
    ]
