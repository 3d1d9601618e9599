"""Words that hurry a shopper, by what would make them true: a count, a stock that is counted, or an end.

Names of editions ("limited edition", 한정판) and restrictions (한정됩니다) are not among them. What a pattern
wants to know, a number, stands in one of its groups.
"""

from .wordings import any_of

# Every wording below holds one of these. Most texts hold none, and to see that takes a tenth of the time.
_HINTS = (
    *"left remaining stock last gone sold fast while limit end close expire only today tonight".split(),
    *"hurry chance final act flash 남 잔여 임박 소진 한정 선착순 재고 마감 종료 까지 오늘 금일 당일".split(),
    *"특가 마지막 서두르 타임 반짝 残り 限定 先着 売り切れ あと 本日 今日 終了 タイム 急ぎ".split(),
    *"noch vorrat ausverkauft endet zeit angebot plus quedan agotar restano esaurimento maar".split(),
    *"heute aujourd hoy oggi vandaag derni oportunidad occasione kans d-".split(),
)

SO_MANY_LEFT = any_of(
    r"\b(?:only|just|last) ([0-9]+) (?:\w+ )?(?:left|remaining)\b|(?<![0-9/] )\b([0-9]+) left in stock\b",
    r"\bonly ([0-9]+) in stock\b|\blast ([0-9]+) (?:pieces?|items?|units?)\b",
    r"([0-9]+)\s?(?:개|점|대|장|벌|켤레|자리|석)(?:만|밖에)?\s?(?:안\s?)?남",
    r"(?:남은|잔여)\s?(?:수량|재고)\s?:?\s?([0-9]+)|残り(?:わずか)?([0-9]+)",
    r"\bnur noch ([0-9]+)|\bplus que ([0-9]+)|\b(?:solo|sólo) quedan ([0-9]+)",
    r"\bnog maar ([0-9]+)|\bne restano solo ([0-9]+)",
)
FEW_LEFT = any_of(
    r"\b(?:almost|nearly) (?:gone|sold out)\b|\bselling (?:out )?fast\b|\b(?:only a )?few left\b",
    r"\bwhile (?:stocks?|supplies|quantities) lasts?\b|\blow stock\b",
    r"\blimited (?:stock|quantit(?:y|ies)|supply|supplies)\b",
    r"(?:품절|매진)\s?임박|소진\s?(?:시|임박)|수량\s?한정|한정\s?수량|선착순|재고\s?(?:부족|얼마)",
    r"[0-9]+\s?(?:개|대|명|세트|벌)\s?한정|数量限定|残りわずか|売り切れ間近|先着",
    r"\bsolange der vorrat reicht|\bfast ausverkauft|\bdans la limite des stocks",
    r"\bhasta agotar|\bfino a esaurimento",
)
ENDS_IN_DAYS = any_of(
    r"\b(?:ends?|ending|closes|expires) in ([0-9]+) days?\b|\b(?:only|just|last) ([0-9]+) days? left\b",
    r"\b([0-9]+) days? only\b",
    r"(?<![0-9])([0-9]+)\s?일\s?(?:만\s?)?남|\bD-([0-9]+)\b|\bnoch ([0-9]+) tage\b|あと([0-9]+)日",
)
ENDS_TODAY = any_of(
    r"\b(?:ends|ending|closes|expires) (?:today|tonight)\b|\btoday only\b|\bonly today\b",
    r"\b(?:ends?|ending|closes|expires) in [0-9]+ (?:hours?|minutes?)\b|\b[0-9]+ (?:hours?|minutes?) left\b",
    r"오늘만|(?:오늘|금일)\s?(?:마감|종료|까지)|[0-9]+\s?(?:시간|분)\s?(?:만\s?)?남|당일\s?특가",
    r"\bnur heute\b|\bendet heute\b|本日限り|今日まで|\baujourd'hui seulement",
    r"\bs[oó]lo hoy\b|\bsolo oggi\b|\balleen vandaag\b",
)
ENDS_SOON = any_of(
    r"\bend(?:s|ing) soon\b|\bhurry\b|\b(?:last|final) chance\b|\b(?:final|last) (?:hours?|days)\b",
    r"\bact (?:now|fast)\b|\bflash sale\b|마감\s?임박|곧\s?(?:마감|종료)|마지막\s?(?:기회|특가)|서두르",
    r"(?:타임|반짝)\s?(?:세일|딜|특가)|まもなく終了|タイムセール|お急ぎ",
    r"\bletzte chance|\bendet bald|\bdernière chance|\búltima oportunidad|\bultima occasione|\blaatste kans",
)
ENDS_SOMETIME = any_of(
    r"\blimited[ -]time\b|기간\s?한정|한정\s?(?:기간|특가|판매|세일|할인)|시간\s?한정|期間限定",
    r"\bnur für kurze zeit|\bbefristetes angebot|\boffre limitée|\bpor tiempo limitado|\btempo limitato",
)


def may_press(words: str) -> bool:
    """Whether any pattern here could find something in *words*: a quick look."""
    folded = words.casefold()
    return any(hint in folded for hint in _HINTS)
