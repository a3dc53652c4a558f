"""The kinds of pages that editors write."""

from cms.models.pages import GuidePage, HomePage, NewsPage, PolicyPage, SectionIndex

__all__ = ["GuidePage", "HomePage", "NewsPage", "PolicyPage", "SectionIndex"]
