"""Languages by their codes: which are Chinese, and how documents and catalogues of messages name them."""


def is_chinese(language: str) -> bool:
    """Whether a language is Chinese, however its code is written: zh, zh-Hant, zh_hant."""
    return language.lower().startswith("zh")


def tag_of(language: str) -> str:
    """A language as documents and answers name it: every Chinese is zh-Hant."""
    return "zh-Hant" if is_chinese(language) else language


def catalogue_of(language: str) -> str:
    """The catalogue of messages for a reader: zh_Hant, or en for every other language."""
    return "zh_Hant" if is_chinese(language) else "en"
