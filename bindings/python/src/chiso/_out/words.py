"""Words of tables in both languages."""

from __future__ import annotations

from typing import Dict, Sequence, Type

from .._c.enums import Kind, Language, Outcome, RemarkKind, Severity, State, Word


class Heading(str):
    """A word of a table that is the package's own, not a name out of a file: it has a Vietnamese
    one.
    """


#: What stands above columns, in English and in Vietnamese.
_WORDS = {
    "achieved": "Điểm đạt",
    "band": "Xếp loại",
    "band margin": "Cách xếp loại dưới",
    "becomes": "Sẽ là",
    "before": "Kỳ trước",
    "best": "Cao nhất",
    "best shared": "Cùng cao nhất",
    "best unit": "Đơn vị cao nhất",
    "block": "Khối",
    "cause": "Nguyên nhân",
    "code": "Mã",
    "column": "Cột",
    "contribution": "Đóng góp",
    "count": "Số lượng",
    "coverage": "Đã chấm",
    "criterion": "Tiêu chí",
    "doubt": "Nghi vấn",
    "effort": "Công sức",
    "expected": "Phải là",
    "file": "Tệp",
    "fits": "Khớp",
    "found": "Tìm thấy",
    "from": "Từ",
    "gain": "Tăng thêm",
    "highest": "Cao nhất có thể",
    "kind": "Loại",
    "line": "Dòng",
    "lost": "Điểm mất",
    "lowest": "Thấp nhất có thể",
    "max": "Điểm tối đa",
    "mean": "Trung bình",
    "median": "Trung vị",
    "message": "Nội dung",
    "min": "Thấp nhất",
    "name": "Tên",
    "needed": "Còn thiếu",
    "new": "Mới",
    "node": "Tiêu chí",
    "note": "Ghi chú",
    "now": "Kỳ này",
    "old": "Cũ",
    "option": "Phương án",
    "out of": "Trên tổng số",
    "outcome": "Kết quả",
    "percent": "Tỷ lệ",
    "period": "Kỳ",
    "place": "Vị trí",
    "planned": "Điểm theo kế hoạch",
    "points": "Điểm",
    "quartile1": "Tứ phân vị 1",
    "quartile3": "Tứ phân vị 3",
    "question": "Câu hỏi",
    "rank": "Hạng",
    "rank margin": "Cách hạng dưới",
    "rankings": "Số bảng xếp hạng",
    "rule": "Quy tắc",
    "score": "Điểm số",
    "severity": "Mức độ",
    "share": "Tỷ trọng",
    "skewness adjusted": "Độ lệch hiệu chỉnh",
    "skewness g1": "Độ lệch g1",
    "state": "Trạng thái",
    "status": "Tình trạng",
    "stdev n": "Độ lệch chuẩn (n)",
    "stdev n1": "Độ lệch chuẩn (n − 1)",
    "tied": "Đồng hạng",
    "title": "Tên tiêu chí",
    "to": "Đến",
    "to best": "Nếu bằng cao nhất",
    "to max": "Nếu đạt tối đa",
    "unit": "Mã đơn vị",
    "units": "Số đơn vị",
    "value": "Giá trị",
    "values": "Số giá trị",
    "variance n": "Phương sai (n)",
    "variance n1": "Phương sai (n − 1)",
    "was": "Đang là",
    "weight": "Trọng số",
    "what": "Mục",
}

#: Words of enumerations that stand in cells.
_VALUES: Dict[Type[Word], Sequence[str]] = {
    Kind: ("tiêu chí", "điểm thưởng"),
    Outcome: ("đã đạt", "chưa đạt", "không thể đạt"),
    RemarkKind: ("sai sót", "nghi vấn"),
    Severity: ("ghi chú", "cảnh báo", "lỗi"),
    State: ("đã chấm", "chưa chấm", "không áp dụng"),
}


def heading(name: str) -> Heading:
    """What stands above a column, by the name of the member."""
    return Heading(name.rstrip("_").replace("_", " "))


def said(text: str, language: Language) -> str:
    """A heading in a language; any other text as it is."""
    if language == Language.VIETNAMESE and isinstance(text, Heading):
        return _WORDS.get(text, text)
    return text


def say(language: Language, english: str, vietnamese: str) -> str:
    """The text in the language that was asked for."""
    return vietnamese if language == Language.VIETNAMESE else english


def word_of(value: Word, language: Language) -> str:
    """The word of a value of an enumeration; in English it is that of files."""
    known = _VALUES.get(type(value))
    return known[value] if known and language == Language.VIETNAMESE else value.word
