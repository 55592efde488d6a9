"""Invented applicants: names of several peoples and scripts, valid but meaningless identity numbers."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from bianmin.delivery.cases.vocab import Particulars

SURNAMES: Final = "陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴周葉蘇莊江呂何羅高蕭潘朱簡鍾彭游詹胡施沈余盧梁趙顏柯孫魏"
GIVEN: Final = "怡君志明美惠俊傑淑芬建宏雅婷家豪欣冠宇佩珊文雄秀英國華麗卿玉蘭金水春梅承翰詩涵宗思妤柏子晴品妍宥"
PUYUMA: Final = ("Pakalasadan", "Ruvaniaw", "Sapayan", "Arasip", "Pasaraad", "Raera", "Tuki", "Muya", "Senden")
FOREIGN: Final = ("Nguyen Thi Hoa", "Siti Rahayu", "Somchai Jaidee", "Maria Santos", "John Baker", "Tran Van Nam")
RARE: Final = ("堃", "喆", "峯", "𠮷", "㼭", "犇", "𡍼", "綉", "珉")
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
MAILED: Final = 0.5
"""How many have e-mail."""
TOWNS: Final = ("太平村", "利嘉村", "初鹿村", "賓朗村", "溫泉村", "利吉村", "明峰村", "泰安村", "東興村", "嘉豐村")


@dataclass(slots=True)
class Crowd:
    """Draws applicants, the same ones for the same seed."""

    random: Random

    def name(self) -> str:
        """A Han name mostly; one in forty Puyuma, one in sixty foreign, one in eighty with a rare character."""
        chance = self.random.random()
        if chance < 1 / 40:
            return f"{self.random.choice(PUYUMA)}·{self.random.choice(PUYUMA)}"
        if chance < 1 / 40 + 1 / 60:
            return self.random.choice(FOREIGN)
        given = "".join(self.random.sample(GIVEN, 2))
        if chance > 1 - 1 / 80:
            given = self.random.choice(RARE) + given[:1]
        return self.random.choice(SURNAMES) + given

    def id_number(self) -> str:
        """A national ID number that passes its check digit and belongs to nobody we know."""
        place = self.random.randrange(26)
        body = [self.random.choice((1, 2)), *(self.random.randrange(10) for _ in range(7))]
        tens, ones = divmod(place + 10, 10)
        weighed = sum(digit * weight for digit, weight in zip(body, range(8, 0, -1), strict=True))
        total = tens + ones * 9 + weighed
        return LETTERS[place] + "".join(map(str, body)) + str(-total % 10)

    def born(self, on: date) -> date:
        """A birth date 18 to 95 years before."""
        return on - timedelta(days=self.random.randrange(18 * 365, 95 * 365))

    def person(self, on: date) -> Particulars:
        """One applicant; half have an e-mail, most a telephone that the household may share."""
        number = self.random.randrange(100_000, 999_999)
        mail = f"citizen{number}@example.org" if self.random.random() < MAILED else ""
        house = self.random.randrange(1, 300)
        return Particulars(
            name=self.name(),
            id_number=self.id_number(),
            birth_on=self.born(on),
            phone=f"089-{number}",
            email=mail,
            address=f"臺東縣卑南鄉{self.random.choice(TOWNS)}{house}號",
        )
