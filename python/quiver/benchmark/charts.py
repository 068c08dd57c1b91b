# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""Bar charts as inline SVG. Colours and text are classes, so that the page decides them for light and dark."""

import html
import math

LEAST_LABEL_WIDTH = 92
LETTER_WIDTH = 7
VALUE_WIDTH = 86
WIDTH = 860
BAR = 13
GAP = 12
TOP = 26


class Bars:
    """Horizontal bars: a group for each query, in it a bar for each engine."""

    def __init__(self, groups, shown, title, line=None):
        """`groups` lists (label, [(engine, value or None)]); `shown` turns a value into text; `line` is a value to mark."""
        self._groups = groups
        self._shown = shown
        self._title = title
        self._line = line
        longest = max((len(label) for label, _ in groups), default=0)
        self._label_width = max(LEAST_LABEL_WIDTH, LETTER_WIDTH * longest + 12)

    def svg(self):
        values = [value for _, bars in self._groups for _, value in bars if value is not None]
        if not values:
            return ""
        scale = _Scale(max(values + ([self._line] if self._line else [])), self._label_width)
        height = TOP + sum(self._height(bars) for _, bars in self._groups)
        parts = [
            f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{html.escape(self._title)}" class="chart">',
            *self._grid(scale, height),
        ]
        if self._line:
            x = scale.x(self._line)
            parts.append(f'<line x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{height}" class="reference"/>')
        y = TOP
        for label, bars in self._groups:
            parts += self._group(label, bars, y, scale)
            y += self._height(bars)
        return "\n".join(parts + ["</svg>"])

    @staticmethod
    def _height(bars):
        return len(bars) * BAR + GAP

    def _grid(self, scale, height):
        for tick in scale.ticks:
            x = scale.x(tick)
            yield f'<line x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{height - 4}" class="grid"/>'
            yield f'<text x="{x:.1f}" y="{TOP - 12}" class="tick" text-anchor="middle">{html.escape(self._shown(tick))}</text>'

    def _group(self, label, bars, y, scale):
        middle = y + len(bars) * BAR / 2
        yield f'<text x="{self._label_width - 10}" y="{middle + 4:.1f}" class="label" text-anchor="end">{html.escape(label)}</text>'
        for position, (engine, value) in enumerate(bars):
            top = y + position * BAR
            if value is None:
                yield f'<text x="{self._label_width + 4}" y="{top + 10}" class="missing">{engine}: none</text>'
                continue
            length = max(1.0, scale.x(value) - self._label_width)
            text = html.escape(self._shown(value))
            yield (
                f'<g><title>{html.escape(label)} {engine}: {text}</title>'
                f'<rect x="{self._label_width}" y="{top + 1}" width="{length:.1f}" height="{BAR - 2}" rx="2" class="bar {engine}"/>'
                f'<text x="{self._label_width + length + 5:.1f}" y="{top + 10}" class="value">{text}</text></g>'
            )


class _Scale:
    """Values to places, from zero, with round ticks."""

    def __init__(self, greatest, left):
        self._greatest = greatest or 1.0
        self._left = left
        step = 10 ** math.floor(math.log10(self._greatest / 4))
        step *= next(factor for factor in (1, 2, 2.5, 5, 10) if self._greatest / (step * factor) <= 6)
        self.ticks = [step * number for number in range(int(self._greatest / step) + 1)]

    def x(self, value):
        return self._left + value / self._greatest * (WIDTH - self._left - VALUE_WIDTH)
