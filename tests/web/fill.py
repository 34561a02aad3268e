"""Puts the invented city's documents into the database of XUSHI_DATA: ``PYTHONPATH=src python tests/web/fill.py``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django

sys.path.append(str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xushi_web.project.settings")
django.setup()

from web.invented import breakdown, bulletin, bytes_of, schedule  # noqa: E402 - after Django is set up

from xushi_web.accounts.actors import System  # noqa: E402
from xushi_web.documents.actions import accept_document, receive_reading  # noqa: E402

for tree in (breakdown(), schedule(), bulletin(), breakdown(year=2023)):
    name = f"{tree.masthead.year}-{tree.genre.value}.txt"
    received = receive_reading(actor=System("invented"), name=name, data=bytes_of(tree), tree=tree)
    if not received.is_known:
        accept_document(actor=System("invented"), document=received.document)
