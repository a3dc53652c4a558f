"""The few blocks of which editors build a page."""

from __future__ import annotations

from wagtail import blocks

PLAIN = ["bold", "link", "ul", "ol", "document-link"]


class StepBlock(blocks.StructBlock):
    """One step of a guide: what to do, and what one needs to know while doing it."""

    title = blocks.CharBlock(label="做什么", max_length=60)
    text = blocks.RichTextBlock(label="说明", features=PLAIN, required=False)


class NoteBlock(blocks.StructBlock):
    """One thing to know now."""

    look = blocks.ChoiceBlock(label="样式", choices=[("info", "说明"), ("warn", "注意"), ("ok", "好消息")], default="info")
    text = blocks.RichTextBlock(label="内容", features=PLAIN)


class Body(blocks.StreamBlock):
    """The body of a page."""

    heading = blocks.CharBlock(label="小标题", max_length=60, template="cms/parts/heading.html")
    text = blocks.RichTextBlock(label="正文", features=PLAIN, template="cms/parts/text.html")
    steps = blocks.ListBlock(StepBlock(), label="步骤", template="cms/parts/steps.html")
    note = NoteBlock(label="提示", template="cms/parts/note.html")
