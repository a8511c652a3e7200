"""QR codes."""

import segno


def draw(uri: str) -> str:
    """Return a QR code as the address of a picture, dark on light in any theme."""
    code = segno.make(uri, error="m", micro=False)
    return code.svg_data_uri(border=3, light="#fff")
