"""People who work on reports without a pause, and what the server told them that it did."""

from __future__ import annotations

import hashlib
import http.client
import io
import os
import random
import threading
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from django.utils import timezone
from PIL import Image

from benchmarks.served import Browser, Unit
from xushi_web.attachments.actions import MOST

#: The browsers of clerk, head and office.
Browsers: TypeAlias = dict[str, Browser]

ADDED, REMOVED = "attachment:added", "attachment:removed"

#: The state of a report after each kind of entry of the audit trail.
STATE_AFTER = {
    "report:written": "drafting",
    "report:passed_up": "with_head",
    "report:submitted": "submitted",
    "report:returned": "returned",
    "report:verified": "verified",
    "report:unverified": "submitted",
    "report:withdrawn": "drafting",
    "report:judged": "judged",
}


class Change(NamedTuple):
    """One change as the audit trail tells it: its tag, and of a file the digest."""

    tag: str
    what: str = ""


class Move(NamedTuple):
    """What somebody does with a report: the address, who, what it changes, and what the server says when it did."""

    address: str
    who: str
    tags: tuple[str, ...]
    sentence: str


WRITE = Move("write-report", "clerk", ("report:written",), "已保存。")
PASS_UP = Move("pass-up-report", "clerk", ("report:passed_up",), "已送本单位负责人审核。")
SUBMIT = Move("submit-report", "head", ("report:submitted",), "已报送督查室。核实之前可以撤回。")
#: As the page does it: what was typed is saved first, so there are two changes.
TYPE_AND_SUBMIT = SUBMIT._replace(tags=("report:written", "report:submitted"))
RETURN = Move("return-report", "office", ("report:returned",), "已退回。")
VERIFY = Move("verify-report", "office", ("report:verified",), "已核实，请判定。")
UNVERIFY = Move("unverify-report", "office", ("report:unverified",), "已撤销核实。")
WITHDRAW = Move("withdraw-report", "head", ("report:withdrawn",), "已撤回，可以继续修改。")
JUDGE = Move("judge-report", "office", ("report:judged",), "已判定。")

#: What can be done in a state. What is judged once is judged again and again.
POSSIBLE = {
    "awaiting": [WRITE],
    "drafting": [PASS_UP, SUBMIT, TYPE_AND_SUBMIT, WRITE],
    "with_head": [SUBMIT, TYPE_AND_SUBMIT, WRITE, WITHDRAW],
    "submitted": [RETURN, VERIFY, WITHDRAW],
    "returned": [WRITE],
    "verified": [UNVERIFY],
    "judged": [JUDGE],
}


@dataclass
class Known:
    """What was acknowledged of one report, in order, and what was under way when the server died."""

    trail: list[Change] = field(default_factory=list)
    coming: list[Change] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  #: every answer with its time, and what was cut off
    keys: dict[str, str] = field(default_factory=dict)  #: of files that are attached, as far as they were looked up
    landed: int = 0  #: how often what was under way turned out to be done

    @property
    def state(self) -> str:
        """Where the report stands."""
        states = [STATE_AFTER[change.tag] for change in self.trail if change.tag in STATE_AFTER]
        return states[-1] if states else "awaiting"

    @property
    def files(self) -> list[str]:
        """The digests of what is attached."""
        there: dict[str, None] = {}
        for change in self.trail:
            if change.tag == ADDED:
                there[change.what] = None
            elif change.tag == REMOVED:
                del there[change.what]
        return list(there)

    def count(self, tag: str) -> int:
        """Return how often something was done."""
        return sum(change.tag == tag for change in self.trail)

    def note(self, what: str) -> None:
        """Keep what happened, for when something turns out to be lost."""
        self.told.append(f"{timezone.localtime():%H:%M:%S.%f} {what}")


def text_of(revision: int) -> str:
    """Return the narrative that is saved as this revision; its figure is the revision itself."""
    return f"截至目前，新建公办幼儿园{revision}所。"


def reason_of(verdict: int) -> str:
    """Return the reason that is given with the verdict of this number."""
    return f"第{verdict}次判定。"


def sign_in(unit: Unit, port: int) -> Browsers:
    """Return the browsers of those who work on a report, each with its page open."""
    browsers = {who: Browser(port, getattr(unit, who)) for who in ("clerk", "head", "office")}
    for browser in browsers.values():
        browser.open("report", unit.report)
    return browsers


class Person(threading.Thread):
    """Works on one report until the server dies or all is done; `judges` when it is led to a verdict."""

    def __init__(self, unit: Unit, known: Known, browsers: Browsers, stop: threading.Event, *, judges: bool) -> None:
        super().__init__(daemon=True)
        self.unit, self.known, self.browsers, self.stop, self.judges = unit, known, browsers, stop, judges
        self.wrong: list[str] = []
        self.done = 0

    def run(self) -> None:
        """Go on from where the report stands."""
        try:
            while not self.stop.is_set():
                self.step()
        except (OSError, http.client.HTTPException) as error:
            self.known.note(f"cut off ({type(error).__name__}): {self.known.coming}")

    def step(self) -> None:
        """Take the next step."""
        move = self.next()
        writes = "report:written" in move.tags
        revision, verdict = self.known.count("report:written") + writes, self.known.count("report:judged") + 1
        fields = {"reason": "请补充数字。"} if move is RETURN else {}
        if move is JUDGE:
            fields = {"verdict": ("behind", "on_pace")[verdict % 2], "reason": reason_of(verdict)}
        if writes:
            fields = {"narrative": text_of(revision), "revision": str(revision - 1), "written-0": f"{revision}所"}
        self.known.coming = [Change(tag) for tag in move.tags]
        browser = self.browsers[move.who]
        self.answered(move, browser, browser.post(move.address, self.unit.report, **fields))

    def next(self) -> Move:
        """Return a move that leads on from the acknowledged state."""
        if self.judges and self.known.state == "verified":
            return JUDGE
        return random.choice(POSSIBLE[self.known.state])  # noqa: S311 - any of them

    def answered(self, move: Move, browser: Browser, status: int) -> None:
        """Note what is under way as acknowledged if the server says that it did it, and only then."""
        self.known.note(f"{move.address} {self.known.coming}: {status} {browser.said}")
        if status == 302 and browser.said == [move.sentence]:
            self.known.trail += self.known.coming
            self.known.coming = []
            self.done += 1
        else:
            self.wrong.append(f"{move.address} in {self.known.state} was answered {status} {browser.said}")
            self.stop.set()


class Attaching(Person):
    """Attaches one file after the other to a report, and takes some away; nobody else works on it."""

    def step(self) -> None:
        """Attach a file that nobody has attached yet, or remove one, always when there are as many as there may be."""
        there = self.known.files
        old = [digest for digest in there if digest in self.known.keys]
        full = len(there) >= MOST
        if full and not old:
            self.stop.wait()
        elif old and (full or random.random() < len(there) / MOST):  # noqa: S311 - any of them
            self.remove(random.choice(old))  # noqa: S311 - any of them
        else:
            self.add()

    def add(self) -> None:
        """Attach a text of any size or a photo, of which the server makes two copies."""
        photo = random.random() < 0.5  # noqa: S311 - a coin
        data = noise() if photo else os.urandom(8).hex().encode() * random.randrange(1, 5_000)  # noqa: S311 - any size
        digest = hashlib.sha256(data).hexdigest()
        self.known.coming = [Change(ADDED, digest)]
        browser = self.browsers["clerk"]
        status = browser.attach(self.unit.report, f"{digest[:8]}.{'png' if photo else 'txt'}", data)
        self.answered(Move("add-attachments", "clerk", (ADDED,), "已添加 1 个附件。"), browser, status)

    def remove(self, digest: str) -> None:
        """Take a file away."""
        self.known.coming = [Change(REMOVED, digest)]
        browser = self.browsers["clerk"]
        status = browser.post("remove-attachment", self.known.keys[digest])
        name = f"{digest[:8]}."
        sentence = next((one for one in browser.said if one.startswith(f"已删除“{name}")), f"已删除“{name}…”")
        self.answered(Move("remove-attachment", "clerk", (REMOVED,), sentence), browser, status)


def noise() -> bytes:
    """Return a small photo of nothing that nobody has taken before."""
    kept = io.BytesIO()
    Image.frombytes("RGB", (64, 48), os.urandom(64 * 48 * 3)).save(kept, "PNG")
    return kept.getvalue()
