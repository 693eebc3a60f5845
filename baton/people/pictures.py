# SPDX-License-Identifier: MIT
"""Pictures that a telephone reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QrPath:
    """A QR code as the path of an SVG: `side` units wide and high, its quiet edge included."""

    side: int
    path: str

    @property
    def svg(self) -> str:
        """The whole picture, dark on white."""
        box = f"0 0 {self.side} {self.side}"
        white = f'<path fill="#fff" d="M0 0h{self.side}v{self.side}H0z"/>'
        shape = f'{white}<path d="{self.path}"/>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{shape}</svg>'


def qr_path(words: str) -> QrPath:
    """The QR code of some words.

    >>> qr_path("baton").side
    29
    """
    import qrcode

    code = qrcode.QRCode(border=4)
    code.add_data(words)
    code.make()
    rows = code.get_matrix()
    dark = (
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return QrPath(len(rows), "".join(dark))
