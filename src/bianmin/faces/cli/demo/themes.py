"""What the forum of the demonstration is about: themes with what people say, the answers, and what follows."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Told:
    """What a theme is about, what is voted on, what people say with the answers, and what becomes of it."""

    title: str
    about: str
    question: str
    options: tuple[str, ...]
    said: tuple[tuple[str, str, str], ...]
    fates: tuple[tuple[str, str, str], ...]
    summary: str
    service: str = ""


BOARD: Final = (
    ("question", "星期六有開嗎？", "星期六、星期日休息。網站可以隨時申請戶籍謄本。"),
    ("experience", "今天辦很快，十分鐘就好了。", "謝謝您告訴我們，會轉達同仁。"),
    ("idea", "等候區可以放老花眼鏡嗎？", "已經在三個櫃檯都放了老花眼鏡。"),
    ("idea", "門口的斜坡有點陡。", "已經請廠商來看，改善完成會在這裡告訴大家。"),
    ("question", "可以刷卡嗎？", "可以，櫃檯收行動支付和信用卡。"),
)
FORMS: Final = Told(
    "戶籍謄本申請書怎麼改比較好寫",
    "我們要重新設計申請書。法規要求的欄位不能少，字的大小、順序和說明都可以改。您的意見會整理後決定新的格式。",
    "您喜歡哪一種申請書？", ("大字版（兩頁）", "一頁版（字較小）", "圖解版（每欄有例子）"),
    (("idea", "字太小，長輩看不清楚。", "新格式的字會放大到14號。"),
     ("idea", "每一欄旁邊給一個例子就不會寫錯。", "圖解版就是這樣設計，謝謝您。"),
     ("question", "舊的申請書還能用嗎？", "可以，舊的用完為止。"),
     ("experience", "上次因為漏填電話又跑一趟。", "新格式會把必填的欄位標出來。")),
    (("放大字體", "adopted", "新格式改用14號字。"),
     ("每一欄附填寫例子", "partly", "常寫錯的六欄附例子，其他寫在背面。"),
     ("取消簽名欄", "not", "法規要求申請人簽名。")),
    "四則留言、三十多人投票，最多人選圖解版。新申請書以圖解版為底，字放大到14號，自下個月起使用。",
    service="transcript",
)  # fmt: skip
HOURS: Final = Told(
    "中午和傍晚，哪個時段加開櫃檯", "人力只夠加開一個時段。請告訴我們哪個時段對您最有用。",
    "哪一個時段加開一個櫃檯最好？", ("中午12點到1點", "傍晚5點到6點半", "星期六上午"),
    (("idea", "上班族只有中午有空。", "中午的確最多人提到，會納入評估。"),
     ("idea", "星期六上午可以帶小孩一起來。", "星期六人力最吃緊，我們會一起算。"),
     ("question", "加開的櫃檯什麼都能辦嗎？", "戶籍登記、謄本和印鑑都能辦。")),
    (("中午加開櫃檯", "adopted", "中午12點到1點加開一個綜合櫃檯。"),
     ("星期六上午開放", "not", "目前人力不足，改以網站申辦替代。")),
    "三則留言、三十多人投票，中午時段最多。自七月起中午加開一個櫃檯，半年後檢討。",
)  # fmt: skip
NOW: Final = Told(
    "線上申請戶籍謄本，哪裡還可以更簡單", "請說說您在哪一步卡住、哪一句話看不懂。說明文字和步驟順序都可以改。",
    "哪一步最需要改？", ("填寫資料", "上傳文件", "付款", "查進度"),
    (("experience", "上傳照片不知道要多大。", "說明會寫出檔案大小和格式。"),
     ("idea", "付款那一頁希望能用行動支付。", "")),
    (), "", service="transcript",
)  # fmt: skip
ABROAD: Final = Told(
    "外籍人士洽公環境，您的看法", "服務站的雙語標示、表格和說明哪裡看不懂？",
    "最需要先改的是什麼？", ("標示", "表格", "網站說明", "人員的外語"),
    (("idea", "The signs at the entrance are only in Chinese.", "入口標示已改為中英對照。"),
     ("experience", "表格的英文和中文對不起來。", "已請翻譯人員重新核對。")),
    (("入口標示中英對照", "adopted", "各服務站入口標示已更換。"),),
    "兩則留言、三十多人投票，最多人選表格。已核對全部雙語表格。",
)  # fmt: skip
