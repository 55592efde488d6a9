"""Registers that exist only here 示範: what they do follows from the last digit of the number they are asked for.

9: the register is down. 0: nothing is found, as without a number. 8: what is found an officer has to read. Else
something is found that speaks against nothing; none of it is true.
"""

from typing import ClassVar, Final

from bianmin.delivery.exchange.vocab import Answer, NoAnswer, Question

DOWN: Final = "9"
EMPTY: Final = ("", "0")
DOUBT: Final = "8"


class _Demo:
    lines: ClassVar[tuple[tuple[str, str], ...]] = ()
    doubtful: ClassVar[tuple[tuple[str, str], ...]] = ()
    """What it tells instead of people whose number ends in 8; nothing where it never speaks against anything."""

    def ask(self, question: Question) -> Answer:
        """What the register has of a person.

        Raises:
            NoAnswer: the number ends in 9.
        """
        last = question.id_number[-1:]
        if last == DOWN:
            raise NoAnswer
        if last in EMPTY:
            return Answer(found=False, demonstration=True)
        clear = last != DOUBT or not self.doubtful
        lines = (("姓名", question.name), *(self.lines if clear else self.doubtful))
        return Answer(found=True, lines=lines, demonstration=True, clear=clear)


class Household(_Demo):
    """A household register."""

    lines = (("戶籍地址", "示範市示範區示範路1號"), ("配偶", "示範配偶"), ("初設戶籍日期", "民國100年1月1日"))


class Entries(_Demo):
    """A register of entries and exits."""

    lines = (("最近一次入境", "民國115年1月2日"), ("禁止出國註記", "無"))


class Conscription(_Demo):
    """A register of conscription."""

    lines = (("役別", "在學緩徵"), ("徵集通知", "無"))
    doubtful = (("役別", "在學緩徵"), ("徵集通知", "已送達，尚未入營"))
