"""Chinese words by which a filter can be typed in a question: 国家:智利."""

from __future__ import annotations

FIELD_WORDS = {
    "年": ("year",), "年份": ("year",), "章节": ("section",), "国家": ("state",), "国名": ("state",),
    "会员国": ("state",), "组织": ("organization",), "条约": ("organization",), "公约": ("organization",),
    "机构": ("organ", "organization"), "语言": ("language",), "语文": ("language",), "文号": ("symbol",),
    "引用": ("cites",), "类别": ("kind",), "内容类别": ("kind",), "文件类型": ("type",), "类型": ("type",),
    "部分": ("part",), "版本": ("edition",), "段": ("para",), "段落": ("para",), "段次": ("para",),
    "发言者": ("speaker",), "发言人": ("speaker",), "代表": ("speaking",), "代表发言": ("speaking",),
    "表决": ("vote",), "日期": ("date",), "文件日期": ("date",), "组织或条约": ("organization",),
}  # fmt: skip
"""For each word the fields that it may mean; the first that takes the value is meant."""
