#!/usr/bin/env python3
"""The one command of Xushi 序时: sets itself up on the first start, then hands over.

    python3 xushi.py demo        the tracker with sample documents in a browser
    python3 xushi.py test        everything that tests and checks this project (arguments go to pytest)
    python3 xushi.py read FILE   any other command: `python3 xushi.py help` lists them

It needs Python 3.11 and pip, nothing else: the environment `.venv` is made beside this file and filled from a lock with
hashes, through the machine's own pip and its configuration (mirrors, certificates, proxies). Without a network,
``XUSHI_WHEELS=folder`` installs from a folder of wheels instead. Every step can be interrupted and is made good by the
next start. A second start does nothing but compare two fingerprints.

Standard library only. The file must *parse* on Python 3.6, so that an old Python gets a sentence and not a traceback.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - said to those who have an older one
    sys.exit(
        "序时需要 Python 3.11 或更新版本，当前是 {0}.{1}；请安装后用 python3.11 xushi.py 运行。\n"
        "Xushi needs Python 3.11 or newer, this is {0}.{1}; install it and run python3.11 xushi.py.".format(
            *sys.version_info[:2]
        )
    )

from collections.abc import Iterator, Sequence
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
PYTHON_SERIES = f"{sys.version_info[0]}.{sys.version_info[1]}"

#: What the tests use beside Python packages, by the names Debian gives it: a browser, Chinese fonts, and a library
#: that Playwright's driver is linked with.
SYSTEM_PACKAGES = ("chromium", "fonts-noto-cjk", "libatomic1")

LINTERS = ("ruff check", "ruff format --check", "mypy", "mypy xushi.py")

#: The tests that run a second time with PostgreSQL, where there is one: models, actions and queries of the application.
#: What only a page can show is the same on both.
DATABASE_TESTS = (
    "tests/web",
    "--ignore-glob=*_in_a_browser.py",
    "--ignore-glob=*/test_pages.py",
    *(f"--ignore=tests/web/{face}" for face in ("portal", "workbench", "commands", "year", "checks", "bulletins")),
)

#: Exit status when the set-up itself fails. Not 1 or 2: those are answers of `xushi check`.
SETUP_FAILED = os.EX_UNAVAILABLE


class SetupError(Exception):
    """Something is missing that only the user can provide; the text says what, and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Set up what `arguments` need, then run them. Returns an exit status, or does not return at all."""
    testing = arguments[:1] == ["test"]
    environment = Environment(ROOT, "test" if testing else "run")
    try:
        environment.prepare()
    except SetupError as error:
        print(error, file=sys.stderr)
        return SETUP_FAILED
    except subprocess.CalledProcessError as error:
        say(f"这一步没有成功：{error}", f"This step failed: {error}")
        return SETUP_FAILED
    except KeyboardInterrupt:
        say("已中断；再次运行时会补齐。", "Interrupted; the next start makes it good.")
        return 130
    if not testing:
        hand_over(environment, arguments)
    provide_system_packages()
    return run_tests(environment, arguments[1:])


def hand_over(environment: "Environment", arguments: Sequence[str]) -> NoReturn:
    """Become `python -m xushi` in the environment, so that signals and the exit status are the command's own."""
    # -P keeps the current folder, where the documents are, out of the module search.
    os.execv(environment.python, [str(environment.python), "-P", "-m", "xushi", *arguments])


def in_user_language(chinese: str, english: str) -> str:
    """Return `english` where XUSHI_LANGUAGE or else the locale asks for it, and `chinese` otherwise."""
    for name in ("XUSHI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return english if os.environ[name].startswith("en") else chinese
    return chinese


def say(chinese: str, english: str) -> None:
    """Tell the user what is being done: on standard error, because standard output belongs to the command."""
    print(in_user_language(chinese, english), file=sys.stderr, flush=True)


class Environment:
    """The folder `.venv` of one checkout, filled for one job: ``run`` (the application) or ``test``."""

    def __init__(self, root: Path, job: str) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"
        self.lock = root / "requirements" / f"{job}.lock"
        self.stamp = self.folder / f"xushi-{job}.stamp"
        #: Stands while pip writes. If it is there at the start, pip was killed halfway and its work is not trusted.
        self.unfinished = self.folder / "xushi-unfinished"

    def prepare(self) -> None:
        """Make, fill or refresh the environment if anything has changed since the last start.

        Raises SetupError when pip, a folder of wheels or the permission to write is missing, or when pip fails.
        """
        if self.is_current() and not outdated_catalogues(self.root):
            return
        try:
            with only_one(self.root / ".xushi.lock"):
                if not self.is_current():  # another start may have done it while this one waited
                    self.make()
                    self.install()
                self.compile_catalogues()
        except PermissionError as error:
            raise SetupError(
                in_user_language(
                    f"没有写入 {error.filename} 的权限；请换成该目录的所有者运行，或把仓库复制到自己的目录。",
                    f"No permission to write {error.filename}; run as its owner, or copy the checkout to a folder "
                    "of your own.",
                )
            ) from error

    def is_current(self) -> bool:
        """Whether the environment is this Python's, complete, and filled from the lock as it is now."""
        return self.is_usable() and self.stamp.is_file() and self.stamp.read_text() == self.fingerprint()

    def is_usable(self) -> bool:
        """Whether there is an environment of this Python series that no interrupted installation has spoilt."""
        return self.python.exists() and not self.unfinished.exists() and self.site_packages.is_dir()

    @property
    def site_packages(self) -> Path:
        """Where pip puts packages. It names the Python series, so it is missing after a change of Python."""
        return self.folder / "lib" / f"python{PYTHON_SERIES}" / "site-packages"

    def fingerprint(self) -> str:
        """Return what the stamp must say: the SHA-256 of the lock."""
        return hashlib.sha256(self.lock.read_bytes()).hexdigest()

    def make(self) -> None:
        """Make `.venv` if there is none that can be used, and let it find `src`."""
        if not self.is_usable():
            say(
                f"建立运行环境 .venv（Python {PYTHON_SERIES}）……",
                f"Making the environment .venv (Python {PYTHON_SERIES}) …",
            )
            # Debian's python3 has venv without ensurepip, so that venv cannot bring pip: pip comes from outside.
            subprocess.run([base_python(), "-m", "venv", "--clear", "--without-pip", str(self.folder)], check=True)
        source = os.path.relpath(self.root / "src", self.site_packages)
        (self.site_packages / "xushi.pth").write_text(source + "\n", encoding="utf-8")

    def install(self) -> None:
        """Install the lock with pip and write the stamp, which makes the installation valid, last of all."""
        command = [*self.pip(), "install", "--no-input", "--disable-pip-version-check", "--no-user"]
        command += ["--require-hashes", *wheel_folder_options(), "--requirement", str(self.lock)]
        total = len(locked_packages(self.lock.read_text(encoding="utf-8")))
        say(
            f"安装 {total} 个软件包（第一次约需一分钟）……",
            f"Installing {total} packages (about a minute the first time) …",
        )
        self.unfinished.touch()
        status, output = run_pip(command, total)
        if status >= 0:  # not killed by a signal: pip has undone what it could not finish
            self.unfinished.unlink()
        if status:
            raise SetupError(
                output
                + in_user_language(
                    f"安装没有成功（pip 退出码 {status}）。请检查网络或 pip 的镜像设置（pip config list）；"
                    "没有网络时，用 XUSHI_WHEELS=目录 指定存放安装包（wheel）的目录。",
                    f"The installation failed (pip's exit status {status}). Check the network or the mirror pip is "
                    "set to (pip config list); without a network, name a folder of wheels with XUSHI_WHEELS=folder.",
                )
            )
        partial = self.stamp.with_suffix(".partial")
        partial.write_text(self.fingerprint())
        partial.replace(self.stamp)

    def pip(self) -> list[str]:
        """Return the command that installs into this environment, whoever's pip it is.

        Raises SetupError when neither this Python nor the environment has a pip.
        """
        if (self.site_packages / "pip").is_dir():
            return [str(self.python), "-m", "pip"]
        if has_module("pip"):
            # Installing into an environment from outside is also what "externally managed" systems allow.
            return [base_python(), "-m", "pip", "--python", str(self.python)]
        if has_module("ensurepip"):
            subprocess.run([self.python, "-m", "ensurepip"], check=True, stdout=subprocess.DEVNULL)
            return [str(self.python), "-m", "pip"]
        raise SetupError(
            in_user_language(
                "缺少 pip；请先运行：apt install python3-pip",
                "pip is missing; run: apt install python3-pip",
            )
        )

    def compile_catalogues(self) -> None:
        """Compile the translations whose source is newer than what was compiled from it."""
        sources = outdated_catalogues(self.root)
        if sources:
            say(f"编译 {len(sources)} 份译文……", f"Compiling {len(sources)} translation(s) …")
            # Babel lives in the environment: this same file runs there, as `write_catalogues`.
            subprocess.run([self.python, __file__, WRITE_CATALOGUES, *sources], check=True)


def base_python() -> str:
    """Return the Python that the environment is made from, also when called from inside the environment."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(Path(sys.base_prefix, "bin", f"python{PYTHON_SERIES}"))


def has_module(name: str) -> bool:
    """Whether the base Python has the module `name`."""
    if sys.prefix == sys.base_prefix:
        return importlib.util.find_spec(name) is not None
    return subprocess.run([base_python(), "-c", f"import {name}"], check=False, capture_output=True).returncode == 0


def locked_packages(lock: str) -> list[str]:
    """Return the names in the text of a lock, those for Windows left out: ``name==version ; marker`` begins one."""
    return [line.split("==")[0] for line in lock.splitlines() if line[:1].isalnum() and "win32" not in line]


def wheel_folder_options() -> list[str]:
    """Return pip's options for XUSHI_WHEELS, a folder of wheels to be used instead of the network.

    Raises SetupError when it is set to something that is not a folder.
    """
    folder = os.environ.get("XUSHI_WHEELS")
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise SetupError(
            in_user_language(
                f"XUSHI_WHEELS 指定的目录不存在：{folder}",
                f"XUSHI_WHEELS names a folder that does not exist: {folder}",
            )
        )
    return ["--no-index", "--find-links", str(Path(folder).resolve())]


def run_pip(command: Sequence[str], total: int) -> tuple[int, str]:
    """Run pip, counting packages on a terminal. Returns its exit status and its last lines."""
    lines: list[str] = []
    seen = 0
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # pip inherits the lock, see `only_one`
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                seen += 1
                progress(f"  {seen}/{total} {line.split()[1 if line[0] == 'C' else 3].split('==')[0]}")
            elif line.startswith("Installing"):
                progress(in_user_language("  正在写入……", "  Writing …"))
    progress("")
    return pip.returncode, "".join(lines[-12:])


def progress(text: str) -> None:
    """Show `text` in place of the last progress line; nothing where nobody watches (a file, CI)."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Let one start at a time change the environment. The system frees the lock when its holder is killed."""
    with path.open("w") as file:
        # Inherited by pip, which may outlive this process: the lock then holds until pip has ended too.
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003 - by position only
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个序时正在安装，等它完成……", "Another start is setting up; waiting for it …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def outdated_catalogues(root: Path) -> list[Path]:
    """Return the translations (.po) below `src` that are newer than their compiled form (.mo) or have none."""
    sources = sorted((root / "src").glob("**/locale/*/LC_MESSAGES/*.po"))
    return [source for source in sources if not is_newer(source.with_suffix(".mo"), source)]


def is_newer(made: Path, source: Path) -> bool:
    """Whether `made` exists and is not older than `source`."""
    return made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns


WRITE_CATALOGUES = "write-catalogues"


def write_catalogues(sources: Sequence[str]) -> None:
    """Compile .po files to .mo files beside them; a reader never meets half a file. Runs inside `.venv`."""
    from babel.messages import mofile, pofile  # noqa: PLC0415 - only the environment has Babel

    for source in map(Path, sources):
        partial = source.with_suffix(".mo.partial")
        with source.open("rb") as text, partial.open("wb") as compiled:
            mofile.write_mo(compiled, pofile.read_po(text))
        partial.replace(source.with_suffix(".mo"))


def provide_system_packages() -> None:
    """Install what the tests need from Debian where that is ours to do (CI, as root); elsewhere name it."""
    missing = missing_system_packages()
    if missing and os.environ.get("CI") == "true" and os.geteuid() == 0:
        names = " ".join(missing)
        say(f"安装测试所需的系统软件包：{names}", f"Installing system packages for the tests: {names}")
        settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
            subprocess.run(["apt-get", "-qq", *command], check=False, env=settings, stdout=subprocess.DEVNULL)
        missing = missing_system_packages()
    if missing:
        names = " ".join(missing)
        say(
            f"没有安装 {names}，需要它们的测试会跳过；要运行请先：apt install {names}",
            f"{names} not installed, tests that need them are skipped; to run them: apt install {names}",
        )


def missing_system_packages() -> list[str]:
    """Return those of SYSTEM_PACKAGES that are not installed; none where this is not a Debian to ask."""
    if not shutil.which("dpkg-query"):
        return []
    query = ["dpkg-query", "--show", "--showformat", "${Package} ${db:Status-Status}\n", *SYSTEM_PACKAGES]
    answer = subprocess.run(query, check=False, capture_output=True, text=True).stdout
    return [name for name in SYSTEM_PACKAGES if f"{name} installed\n" not in answer]


def run_tests(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the linters and all tests, or, given `arguments`, pytest with them alone. Returns the exit status.

    What can be run is run to the end, so that one run shows all that is wrong.
    """
    pytest = ["pytest", "-p", "no:cacheprovider"] if os.environ.get("CI") == "true" else ["pytest"]
    with tempfile.TemporaryDirectory(prefix="xushi-test-") as data:
        settings = {**os.environ, "XUSHI_DATA": data}  # a developer's own tracker is neither met nor touched
        runs = [([*pytest, *arguments], settings)]
        if not arguments:
            # Every core; a file's fixtures are made once; the order is that of tests/conftest.py, the longest first.
            pytest += ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
            runs = [(pytest, settings)]
            database = postgresql(environment)
            if database:
                runs.insert(0, ([*pytest, *DATABASE_TESTS], {**settings, "XUSHI_DATABASE": database}))
            runs = [(check.split(), settings) for check in LINTERS] + runs
        failed = [
            " ".join(command)
            for command, variables in runs
            if subprocess.run(
                [environment.python, "-P", "-m", *command], check=False, cwd=environment.root, env=variables
            ).returncode
        ]
    if failed:
        say(f"没有通过：{'、'.join(failed)}", f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


#: Ends well where the PostgreSQL named by its argument answers and lets us create databases.
DATABASE_PROBE = """
import sys, psycopg
with psycopg.connect(sys.argv[1], connect_timeout=3) as server:
    question = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
    sys.exit(not server.execute(question).fetchone()[0])
"""


def postgresql(environment: Environment) -> str | None:
    """Return the address of a PostgreSQL for the tests: XUSHI_TEST_POSTGRES, or the one on the local socket.

    Its role must be allowed to create databases. Returns None, and says so, where none answers.
    """
    address = os.environ.get("XUSHI_TEST_POSTGRES") or "postgresql:///postgres"
    if (
        subprocess.run([environment.python, "-c", DATABASE_PROBE, address], check=False, capture_output=True).returncode
        == 0
    ):
        return address
    say(
        "没有可用的 PostgreSQL，只用 SQLite 测试；要两者都测，请设 XUSHI_TEST_POSTGRES=postgresql://用户:口令@主机/库名。",
        "No PostgreSQL answers, testing with SQLite only; to test with both, set "
        "XUSHI_TEST_POSTGRES=postgresql://user:password@host/name.",
    )
    return None


def become_the_package() -> None:
    """Let `import xushi` mean the package also in this folder, where Python comes upon this file first."""
    package = ROOT / "src" / "xushi"
    specification = importlib.util.spec_from_file_location(
        "xushi", package / "__init__.py", submodule_search_locations=[str(package)]
    )
    if specification is None or specification.loader is None:
        raise ImportError(package)
    module = importlib.util.module_from_spec(specification)
    sys.modules["xushi"] = module
    specification.loader.exec_module(module)


if __name__ == "xushi":
    become_the_package()
elif __name__ == "__main__":
    if sys.argv[1:2] == [WRITE_CATALOGUES]:
        write_catalogues(sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
