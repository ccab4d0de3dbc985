"""What the numbers of a sentence settle together: which of them is the sum, and which cells its parts are of.

Patterns few reports need are compiled when they are asked for: a click waits for all that is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxxl.claim import Claim, Nature
from gxxl.form.model import Ref
from gxxl.narrative.claims_state import State

_NEW, _CARRIED_IN, _HANDLED, _CARRIED_OUT = (
    (Ref("requests", row, "total"),) for row in ("new", "carried_in", "handled", "carried_out")
)
_RECEIVED = (*_NEW, *_CARRIED_IN)
_GRANTED, _PARTLY = ((Ref("requests", row, "total"),) for row in ("granted", "partly_granted"))
_SUMMED_UP = ("合计", "总计", "共计")
_SUM = re.compile(r"[^\d，；]{0,6}?(?:共|合计|总计|两者合计)")
_SOME_ORGANS = r"[^\d，]{0,3}[两二三四五六七八九十]+个?(?:部门|单位|家|局|乡镇|街道)"
_ORGAN = r"[^\d，；、]{1,10}?(?:局|委|办|厅|镇|乡|街道|部门|单位|区|县|市|院|校|中心|公司|队|所)"
_RECEIVES = r"(?:收到|受理|办理|接收|接到|收悉|新收|登记)"
_ONE_ORGAN = rf"(?![全我本]){_ORGAN}(?:一?共|累计)?(?:{_RECEIVES}[^\d]{{0,12}})?\d+\s*[件宗起份条]"
_BELOW = (
    r"(?:各?(?:区县|县区|县市区?|乡镇|镇街|街道|镇|部门)|[省市县区]直(?:部门|单位)|[省市县区]级(?:部门|单位))"
    r"(?:政府)?(?:一?共|累计)?(?:新收|收到|受理|办理|接收)"
)
_CHANNELS = r"书面|纸质|线上|线下|网上|网络|网站|信函|邮寄|来信|当面|现场|邮件|电子邮件|窗口|平台"
_ON_DISCLOSURE = r"信息公开(?:工作|方面|事项|领域|案件|类)?的?(?:有|案件)?[\d一二三四五六七八九十]+\s*[件起宗例]?$"


def settled(state: State) -> list[Claim]:
    """The claims of a section, those beside which another number tells more with the cells that it tells."""
    found = [_with_carried_in(state, place, claim) for place, claim in enumerate(state.found, state.offset)]
    _of_new_alone(found, state.offset)
    _of_all_received(found)
    _of_levels(found)
    _of_persons(found)
    for place, claim in enumerate(found):
        if not claim.refs and claim.nature is Nature.COUNT and _SUM.match(claim.text):
            _of_sum(state, found, place)
        elif claim.refs == _GRANTED and claim.alternatives:
            found[place] = _with_partly(claim, found)
        elif claim.refs and claim.refs[0].table == "disputes" and claim.refs[0].column == "total":
            _of_disclosure(found, place)
    _of_organs(found)
    _of_levels_below(found)
    return found


def _with_carried_in(state: State, place: int, claim: Claim) -> Claim:
    """收到75件（含上年结转1件）, 办理148件, 其中办结145件、结转3件: what was received names both rows."""
    if claim.refs not in (_NEW, _HANDLED):
        return claim
    here = [other for other in state.found if other.sentence == claim.sentence and other.value != claim.value]
    again = [other.value for other in here if other.refs == _HANDLED]
    twice = claim.refs == _HANDLED and bool(again)
    left = [other.value for other in here if other.refs == _CARRIED_OUT]
    if twice and any(done + rest == claim.value for done in again for rest in left):
        return claim._replace(refs=_RECEIVED, alternatives=claim.refs)
    if not (twice or claim.refs == _NEW) or "新" in claim.text:
        return claim
    if _is_new_alone(claim, here):
        return claim._replace(alternatives=_RECEIVED)
    for part in state.found:
        if part.total == place and part.refs == _CARRIED_IN and "；" not in state.text[claim.span[1] : part.span[0]]:
            return claim._replace(refs=_RECEIVED, alternatives=claim.refs)
    return claim


def _is_new_alone(claim: Claim, here: Sequence[Claim]) -> bool:
    """收到1466件（上年结转16件，结转下年9件），办结1473件: what came in and what went out balance without a sum."""
    row = {
        refs: [other.value for other in here if other.refs == refs] for refs in (_CARRIED_IN, _HANDLED, _CARRIED_OUT)
    }
    if claim.refs != _NEW or not row[_CARRIED_IN] or not row[_HANDLED]:
        return False
    return claim.value + row[_CARRIED_IN][0] == row[_HANDLED][0] + sum(row[_CARRIED_OUT][:1])


def _of_new_alone(found: list[Claim], offset: int) -> None:
    """合计360件, 其中自然人…: applicants that come to what was newly received are those of that row."""
    for number, total in enumerate(found, offset):
        if total.refs != _RECEIVED:
            continue
        listed = [
            place
            for place, claim in enumerate(found)
            if claim.total == number and claim.refs and claim.refs[0].column != "total"
        ]
        come_to = sum(found[place].value for place in listed)
        if come_to != total.value and any(claim.refs == _NEW and claim.value == come_to for claim in found):
            for place in listed:
                refs = tuple(ref for ref in found[place].refs if ref.row == "new")
                found[place] = found[place]._replace(refs=refs, alternatives=())


def _of_all_received(found: list[Claim]) -> None:
    """共受理24件（含上年结转1件），申请人全部为公民: all means the applicants of both rows."""
    wholes = {(claim.sentence, claim.value) for claim in found if claim.refs == _RECEIVED}
    for place, claim in enumerate(found):
        of_new = claim.nature is Nature.ALL and {ref.row for ref in claim.refs} == {"new"}
        if of_new and (claim.sentence, claim.value) in wholes:
            carried = tuple(Ref(ref.table, "carried_in", ref.column) for ref in claim.refs)
            found[place] = claim._replace(refs=(*claim.refs, *carried))


def _of_levels_below(found: list[Claim]) -> None:
    """各区县收到1467件: doubtful as a figure of the whole."""
    for place, claim in enumerate(found):
        if claim.refs in (_NEW, _HANDLED) and re.search(_BELOW, claim.text):
            found[place] = claim._replace(soft=True)


def _goes_on_by_organ(after: Sequence[Claim], claim: Claim) -> bool:
    return any(
        other.sentence == claim.sentence
        and not other.refs
        and other.total is None
        and other.nature is Nature.COUNT
        and re.fullmatch(_ONE_ORGAN, other.text) is not None
        for other in after
    )


def _of_levels(found: list[Claim]) -> None:
    """本级收到156件、办结152件，…合计收到2426件: what one level counted of its own names no cell of the sum."""
    sums = {claim.sentence for claim in found if claim.refs == _NEW and any(word in claim.text for word in _SUMMED_UP)}
    own = {claim.sentence for claim in found if claim.refs == _NEW and claim.scope.endswith("本级")}
    for place, claim in enumerate(found):
        if claim.sentence in sums & own and claim.scope.endswith("本级"):
            found[place] = claim._replace(refs=(), alternatives=(), soft=False)


def _of_sum(state: State, found: list[Claim], place: int) -> None:
    """甲收到3件、乙收到4件，合计7件: the sum names the cells, parts that are no rows or columns name none."""
    total = found[place]
    before = [
        number
        for number in range(place)
        if found[number].sentence == total.sentence and found[number].nature is Nature.COUNT
    ]
    start = next((n for n in range(len(before) - 1) if _come_to(found, before[n:], total)), None)
    if start is None:
        return
    parts = before[start:]
    named = [found[number].refs for number in parts if found[number].refs]
    first = found[parts[0]]
    if named == [_NEW, _CARRIED_IN]:
        found[place] = total._replace(refs=_RECEIVED)
    elif len(named) == len(parts) and _are_applicants_of_new(named):
        found[place] = total._replace(refs=_NEW)
    elif len(named) == 1 and first.refs:
        refs = () if re.match(_SOME_ORGANS, total.text) else named[0]
        found[place] = total._replace(refs=refs)
        found[parts[0]] = first._replace(refs=(), alternatives=(), soft=False)
    elif len(named) == len(parts) and len(set(named)) == 1:
        found[place] = total._replace(refs=named[0])
        for number in parts:
            found[number] = found[number]._replace(refs=(), alternatives=(), soft=False)
    elif not named and _are_channels_of_requests(state, total):
        found[place] = total._replace(refs=_NEW, soft=True)


def _come_to(found: Sequence[Claim], parts: Sequence[int], total: Claim) -> bool:
    return sum(found[number].value for number in parts) == total.value


def _are_channels_of_requests(state: State, total: Claim) -> bool:
    said = state.text[total.sentence[0] : total.span[0]]
    return "申请" in said and len(re.findall(_CHANNELS, said)) > 1


def _of_organs(found: list[Claim]) -> None:
    """教育局收到5件、民政局2件: counts of one organ after the other are no figures of the whole report."""
    for place, claim in enumerate(found):
        if (
            claim.refs in (_NEW, _HANDLED)
            and re.match(_ONE_ORGAN, claim.text)
            and _goes_on_by_organ(found[place + 1 :], claim)
        ):
            found[place] = claim._replace(refs=(), alternatives=(), soft=False)


def _of_persons(found: list[Claim]) -> None:
    """收到公民申请18件、法人申请2件: where organizations are counted beside them, 公民 means 自然人 only."""
    for place, claim in enumerate(found):
        persons = claim.alternatives[:1] == (Ref("requests", "new", "natural_person"),)
        beside = [c for c in found if c.sentence == claim.sentence and c.refs and c.refs[0].column == "business"]
        if claim.refs == _NEW and persons and beside and all(c.refs[0].row == "new" for c in beside):
            found[place] = claim._replace(refs=claim.alternatives, alternatives=claim.refs)


def _with_partly(claim: Claim, found: Sequence[Claim]) -> Claim:
    """公开类20件（予以公开15件、部分公开5件）: the wider word is the sum of both."""
    parts = [
        next(
            (
                other.value
                for other in found
                if other.sentence == claim.sentence and other.refs == refs and other is not claim
            ),
            0,
        )
        for refs in (_GRANTED, _PARTLY)
    ]
    return (
        claim._replace(refs=claim.alternatives, alternatives=_GRANTED)
        if sum(parts) == claim.value and all(parts)
        else claim
    )


def _are_applicants_of_new(named: Sequence[tuple[Ref, ...]]) -> bool:
    return all(refs[0].row == "new" and refs[0].column != "total" for refs in named)


def _of_disclosure(found: list[Claim], place: int) -> None:
    """应诉案件46件，其中涉及政府信息公开3件: the part is what table four counts."""
    total = found[place]
    part = found[place + 1] if place + 1 < len(found) else None
    if part is None or part.sentence != total.sentence or part.refs not in ((), total.refs):
        return
    if part.value <= total.value and re.search(_ON_DISCLOSURE, part.text):
        found[place + 1] = part._replace(refs=total.refs, soft=True)
        found[place] = total._replace(refs=(), alternatives=())
