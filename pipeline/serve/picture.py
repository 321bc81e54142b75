"""Picture: a chart's drawing as PNG, by vl-convert (an extra: ``pip install 'newstally[png]'``).

Its renderer knows no variables of CSS and no dark screen: colours are written out before, those for paper.
"""

import re

SCALE = 2.0
"""Pixels for each unit of the drawing: sharp on paper and on dense screens."""

VARIABLE = re.compile(r"(--[\w-]+):\s*([^;]+);")
SCHEMES = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
SERIES = re.compile(r"\.s(\d) \{ --c: var\(--s\1\); \}")


def png(svg: str) -> bytes:
    """Return a chart's drawing with its style (``chart(…, standalone=True)``) as PNG. Raises ModuleNotFoundError."""
    import vl_convert

    found: bytes = vl_convert.svg_to_png(written_out(svg), scale=SCALE)
    return found


def written_out(svg: str) -> str:
    """Return a drawing with each variable of its style replaced by what it stands for on paper."""
    before, _, rest = svg.partition("<style>")
    style, _, after = rest.partition("</style>")
    style = SCHEMES.sub("", style)
    values = dict(VARIABLE.findall(style))
    style = SERIES.sub(lambda found: f".s{found[1]} {{ color: {values[f'--s{found[1]}']}; }}", style)
    style = style.replace("var(--c)", "currentColor")
    style = re.sub(r"var\((--[\w-]+)\)", lambda found: values[found[1]], style)
    paper = f'<rect width="100%" height="100%" fill="{values["--ground"]}"/>'
    return f"{before}<style>{style}</style>{paper}{after}"
