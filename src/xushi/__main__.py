"""``python -m xushi``: the library's commands here, the application's handed on, and one page that lists them all."""

from __future__ import annotations

import sys

from xushi.cli import COMMANDS, language, main

#: The application's commands. A test compares them with what the application knows.
APPLICATION_COMMANDS = ("demo", "run", "work", "import", "createadmin", "audit", "backup", "restore", "manage")

_PAGE = {
    "zh": """序时：读懂政府承诺文件，并据此建一本公开的账。

读文件（加 --json 输出 JSON）：
  read FILE...       文件说了什么
  check FILE...      哪里不对（退出码 0 没有，1 有问题，2 读不了）
  targets            标准输入里的指标
  render FILE --to txt [-o OUT]

网站：
  demo               用示例城市演示，http://127.0.0.1:8000
  import FILE...     导入文件
  run                启动网站和后台任务
  work               只启动后台任务（提醒、邮件），可另开几个
  createadmin        建第一个账号
  audit ...          校验、导出审计记录（verify、export、purge）
  backup FILE        把全部数据和附件备份成一个文件，网站不用停
  restore FILE       从备份恢复
  manage ...         其他管理命令

每个命令加 -h 看它的用法。""",
    "en": """Xushi reads documents of public promises and keeps a public tracker of them.

Documents (with --json as JSON):
  read FILE...       what the documents say
  check FILE...      what is wrong with them (exit 0 nothing, 1 problems, 2 could not be read)
  targets            quantities in the text on standard input
  render FILE --to txt [-o OUT]

Tracker:
  demo               a fictional city at http://127.0.0.1:8000
  import FILE...     bring documents in
  run                serve it, background jobs and all
  work               background jobs alone (reminders, mail); there may be several
  createadmin        make the first account
  audit ...          verify, export or purge the audit trail
  backup FILE        all data and attachments in one file, while the site runs
  restore FILE       put a backup back
  manage ...         everything else

Each command tells its usage with -h.""",
}
_UNKNOWN = {"zh": "没有“{command}”这个命令。", "en": "There is no command “{command}”."}


def run(arguments: list[str]) -> int:
    """Run a command of the library, hand one to the application, or show what there is; return the exit code."""
    spoken = language()
    command = arguments[0] if arguments else "-h"
    if command in COMMANDS or (command.startswith("--") and command != "--help"):
        return main(arguments)
    if command in APPLICATION_COMMANDS:
        from xushi_web import __main__ as application

        return application.main(arguments)
    if command in ("-h", "--help", "help"):
        print(_PAGE[spoken])  # noqa: T201 - this is a command line
        return 0 if arguments else 2
    print(_UNKNOWN[spoken].format(command=command), _PAGE[spoken], sep="\n\n", file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
