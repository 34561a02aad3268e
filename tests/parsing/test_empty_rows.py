"""Rows of a table that hold nothing."""

from __future__ import annotations

from .reading import read

TABLE = """<html><body><p>某市2024年民生实事任务分解表</p><table>
<tr><td></td><td>/</td><td></td></tr>
<tr><td>项目名称</td><td>建设内容</td><td>责任单位</td></tr>
<tr><td>公园建设</td><td>新建口袋公园3个。</td><td>市城管局</td></tr>
<tr><td>学校建设</td><td>新建学校2所。</td><td>市教育局</td></tr>
</table></body></html>"""


def test_an_empty_row_above_the_headings_of_a_table_is_no_item() -> None:
    document = read(TABLE, "表.html")
    assert [item.title for item in document.commitments] == ["公园建设", "学校建设"]
