"""How merchants write what the price rules look for, as patterns over several languages.

They read labels, names and notes only; what a charge is, its fields say. A pattern that is too narrow
lets a fault pass, one that is too wide accuses an honest shop: these are narrow.
"""

import re

_AMOUNT = (
    r"(?:(?:US|CA|AU)?[$€£¥₩]\s?[0-9][0-9.,]*"
    r"|[0-9][0-9.,]*\s?(?:원|만\s?원|엔|유로|달러|円|€|\$|£|USD|EUR|GBP|KRW|JPY|CAD|AUD|won\b|dollars?\b|euros?\b))"
)


_SENTENCE_ENDS = re.compile(r"(?<=[.!?。！？])\s+|\n+")


def any_of(*ways: str) -> re.Pattern[str]:
    """One pattern for all *ways*, capitals or not."""
    return re.compile("|".join(ways), re.IGNORECASE)


NEGATED = any_of(
    r"\b(?:not?|non|nicht|kein\w*|pas|niet|geen|without|ohne|sans|sin|senza)\b", "아니|아님|않|없|안 "
)
MANDATORY = any_of(
    r"필수|의무|必須|\bmandatory\b|\bobligatory\b|\bcompulsory\b|\brequired\b|\bunavoidable\b",
    r"\bpflicht|\bobligatoire|\bobligatori[oa]|\bobbligatori[oa]|\bverplicht",
)
VAGUE_FEE = any_of(
    r"서비스\s?(?:수수료|료|비)|이용\s?수수료|편의\s?수수료|취급\s?수수료|취급료|처리\s?수수료|대행\s?수수료|예매\s?수수료",
    r"\b(?:service|convenience|handling|processing|admin(?:istration)?|booking|platform|facility)\s+(?:fee|charge)s?\b",
    r"\bhandling\b|servicegebühr|bearbeitungsgebühr|servicepauschale|frais de (?:service|dossier|gestion)",
    r"gastos de gestión|spese di gestione|servicekosten|administratiekosten|手数料",
)
PERCENT_FORM = any_of(
    rf"(?:{_AMOUNT}|[0-9][0-9.,]*)\s?(?:\+|\bplus\b|\bund\b|\bet\b)\s?"
    r"[0-9]+(?:[.,][0-9]+)?\s?(?:%|퍼센트|per ?cent\b)",
)
AMOUNT = re.compile(_AMOUNT, re.IGNORECASE)
FROM_AMOUNT = any_of(
    rf"\b(?:from|start(?:ing|s) at|starting from|as low as)\s+{_AMOUNT}",
    rf"\b(?:ab|à partir de|dès|desde|a partire da|vanaf)\s+{_AMOUNT}",
    r"[0-9][0-9.,]*\s?(?:원|만\s?원|달러|엔|유로|円)\s?(?:부터|~|〜|から)",
)
NET_PRICE = any_of(
    r"(?:부가세|부가가치세|VAT|세금)\s?(?:별도|미포함|제외)",
    r"\b(?:excl(?:\.|uding|usive of)?|ex\.?|plus|not including)\s+(?:VAT|GST|tax)\b|\+\s?(?:VAT|GST)\b",
    r"\b(?:VAT|GST|tax)\s+(?:is\s+)?(?:not included|excluded|extra)\b",
    r"\bzzgl\.?\s+(?:der\s+)?(?:gesetzl\w*\.?\s+)?(?:MwSt|USt|Mehrwertsteuer)|\b(?:ohne|exkl\.?)\s+(?:MwSt|USt)",
    r"\bhors taxes?\b|\bIVA\s+(?:no incluido|esclusa)|\bexcl\.?\s+btw\b|税抜|税別",
)
SAVING = any_of(
    r"절약|할인|저렴|알뜰|특가|실속|이득|お得|[0-9]\s?\+\s?[0-9]|\b[0-9]+ for [0-9]",
    r"\bsav(?:e|es|ing|ings)\b|\bvalue pack\b|\bdiscount|\bcheaper\b",
    r"\b(?:one|[0-9]+) free\b|[0-9]\s?% off\b",
    r"\bspar(?:en|pack|set|preis)|vorteilspa|économi|\bahorr|\brisparm|\bvoordeel",
)
DEPOSIT = any_of(
    r"보증금|공병\s?(?:값|비)|デポジット|保証金|\bdeposit\b|\bpfand\b|[a-z]pfand\b|\bconsigne\b|\bstatiegeld\b|\bfianza\b|\bcauzione\b"
)
DEPOSIT_INSIDE = any_of(
    r"보증금\s?(?:이|을|를|까지)?\s?포함|공병\s?값\s?포함",
    r"\bincl(?:\.|uding|usive of)?\s+(?:\w+\s+){0,2}deposit\b|\bdeposit\s+included\b",
    r"\binkl\.?\s+(?:\w+\s+)?\w*pfand\b|\bconsigne\s+(?:incluse|comprise)|\bincl\.?\s+statiegeld",
)
DRAINED = any_of(
    r"고형량|건더기|固形量|\bdrained\b|abtropfgewicht|égoutté|escurrido|sgocciolat|uitlekgewicht"
)
FOR_SOME_ONLY = any_of(
    r"쿠폰|회원가|회원\s?(?:전용|할인|특가)|첫\s?(?:구매|주문)|신규\s?(?:고객|회원|가입)|クーポン|会員価格|初回",
    r"\bcoupon|\bvoucher|\bpromo(?:tional)? code",
    r"\bmembers?[’']?s?[ -](?:only|price|discount)|\bfor members\b",
    r"\bfirst[ -](?:order|purchase)|\bnew (?:customers?|members?|subscribers?)\b|\bgutschein|\bneukunden",
    r"\bmitgliederpreis|\bbon de réduction|\bpremière commande|\bnouveaux clients|\bcup[óo]n\b",
)
FREE_DELIVERY = any_of(
    r"무료\s?배송|배송비?\s?무료|배송비\s?(?:없음|없어요|0원)|送料無料",
    r"\bfree\s+(?:\w+\s+)?(?:delivery|shipping|postage)\b|\b(?:delivery|shipping)\s+(?:is\s+)?(?:free|included)\b",
    r"versandkostenfrei|\bkostenlose[rn]?\s+(?:versand|lieferung)|livraison (?:gratuite|offerte)",
    r"gratis verzending|env[íi]o gratis|spedizione gratuita",
)
FROM_A_SUM = any_of(
    r"이상|넘으면|부터|以上|\bover\b|\babove\b|\bfrom\b|\borders? of\b|\bspend|\bminimum\b|\b[0-9]+\+",
    r"\bab\b|\bdès\b|\bdesde\b|\bvanaf\b",
)
SOME_PLACES = any_of(
    r"제주|도서|산간|지역|제외|離島|\bexcept|\bexclud|\bnot to\b|\bislands?\b|\bmainland\b",
    r"\bselected\b|\bsome (?:areas|regions)\b",
    r"\baußer|\bausgenommen|\bsauf\b|\bhors\b|\bexcepto|\bsalvo\b|\bbehalve\b",
    r"\bislas\b|\bisole\b|\bîles\b|\binseln\b",
)
PAY_ON_ARRIVAL = any_of(
    r"착불|着払い|\b(?:cash|pay(?:able|ment)?|paid) on (?:delivery|arrival)\b",
    r"\bnachnahme\b|contre[ -]remboursement",
)
DELIVERY = any_of(
    r"배송|택배|送料|착불|\bdelivery\b|\bshipping\b|\bpostage\b|\bversand|\blivraison\b|\benv[íi]o\b|\bspedizione\b|\bverzend"
)
DELIVERY_PROMISE = any_of(
    r"당일\s?(?:배송|도착|발송|출고)|익일\s?(?:배송|도착)|내일\s?(?:배송|도착)",
    r"(?:새벽|로켓|빠른|총알)\s?배송",
    r"[0-9]+\s?(?:일|시간)\s?(?:이내|안에|내|만에)\s?(?:에\s?)?(?:배송|도착|받)|翌日|当日配送",
    r"\b(?:next|same)[ -]day\s+(?:delivery|shipping|dispatch)\b",
    r"\b[0-9]+[ -](?:hour|day)s?\s+(?:delivery|shipping)\b",
    r"\b(?:delivered|arrives|ships|delivery|shipping)\s+(?:with)?in\s+[0-9]",
    r"\b(?:fast|quick|express)\s+(?:delivery|shipping)\b",
    r"\blieferung in\s+[0-9]|\blieferzeit\b|\blivraison (?:en|sous)\s+[0-9]",
)


def says(pattern: re.Pattern[str], words: str) -> bool:
    """Whether *words* say what *pattern* looks for, and do not say that it is not so."""
    return pattern.search(words) is not None and NEGATED.search(words) is None


def told(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """As `says`, sentence by sentence of a longer text; what the first such sentence says."""
    if pattern.search(words) is None:
        return None
    matches = (pattern.search(one) for one in _SENTENCE_ENDS.split(words) if NEGATED.search(one) is None)
    return next((match for match in matches if match is not None), None)
