"""What values in a file may be: ids, lines, texts, conditions, numbers of minutes. The marks are read by pydantic."""

from __future__ import annotations

from typing import Annotated

from simulator import limits
from simulator.block import Bounds, StrictBool, StrictInt, StrictStr

ID_PATTERN = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"

Id = Annotated[StrictStr, Bounds(pattern=ID_PATTERN, max_length=limits.ID_LENGTH)]
Line = Annotated[StrictStr, Bounds(min_length=1, max_length=limits.LINE_LENGTH)]
Prose = Annotated[StrictStr, Bounds(min_length=1, max_length=limits.TEXT_LENGTH)]
Condition = Annotated[StrictStr, Bounds(min_length=1)]
Scalar = StrictBool | StrictInt | StrictStr
Minutes = Annotated[StrictInt, Bounds(ge=0, le=limits.MINUTES)]
Count = Annotated[StrictInt, Bounds(ge=0, le=limits.NUMBER)]
