"""Edits of colour, brightness and pattern on the garment of a real photo, its folds and shading kept.

All of it in CIELAB, where a cloth of another lightness under the same light is nearly a scaling of L* + 16.
"""

import cv2
import numpy as np

# CIE LCh (D65) of the colour names: the renderer's own (src/garments/palette.ts)
PALETTE = {
    "black": (14, 2, 280),
    "white": (91, 1, 100),
    "grey": (53, 1, 260),
    "silver": (73, 4, 250),
    "red": (48, 78, 33),
    "burgundy": (25, 40, 12),
    "orange": (67, 82, 58),
    "yellow": (86, 84, 98),
    "gold": (70, 62, 84),
    "green": (52, 60, 143),
    "olive": (44, 40, 110),
    "teal": (50, 36, 196),
    "blue": (51, 66, 282),
    "navy": (20, 37, 288),
    "purple": (42, 64, 316),
    "pink": (72, 48, 357),
    "brown": (34, 32, 56),
    "beige": (79, 20, 80),
}
BANDS = ((58, 70, 35), (84, 76, 95), (56, 44, 195), (45, 62, 310))  # of a multicolour garment
COLOURS = (*PALETTE, "multicolour")
PATTERNS = ("striped", "dotted", "checked", "floral", "animal", "colour-block")
STEP = 14.0  # L* of one brightness edit: two of the palette's shades
BUSY = 13.0  # deviation of the colour, in CIELAB, above which a garment has a pattern of its own


def lab(l: float, c: float, h: float) -> np.ndarray:
    return np.float32([l, c * np.cos(np.deg2rad(h)), c * np.sin(np.deg2rad(h))])


NAMED = {name: lab(*lch) for name, lch in PALETTE.items()}
LIGHT, DARK = np.float32([96, 1, 4]), np.float32([15, 1, -5])  # the renderer's marks on dark and on light cloth


def to_lab(picture: np.ndarray) -> np.ndarray:
    """uint8 [..., 3] -> float32 CIELAB (D65)"""
    return cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)


def to_picture(colour: np.ndarray) -> np.ndarray:
    """CIELAB -> uint8 sRGB, what lies outside of the gamut clipped a channel"""
    return np.rint(np.clip(cv2.cvtColor(colour.astype(np.float32), cv2.COLOR_Lab2RGB), 0, 1) * 255).astype(np.uint8)


class Cloth:
    """A photo with its garment's mask: what the edits start from. Every edit returns the whole photo, uint8
    [s, s, 3], outside of the mask pixel for pixel as it was."""

    def __init__(self, picture: np.ndarray, mask: np.ndarray):
        """uint8 [s, s, 3] and float32 [s, s]"""
        rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
        self.box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)  # all else is left alone
        self.picture = picture
        self.mask = mask[self.box]
        self.lab = to_lab(picture[self.box])
        self.inside = self.mask > 0.9
        self.mean = self.lab[self.inside].mean(0)
        coarse = cv2.GaussianBlur(self.lab, (0, 0), 1.5)[self.inside]
        self.busy = float(np.sqrt(coarse[:, 1:].var(0).sum() + 0.35 * coarse[:, 0].var())) > BUSY
        light = self.lab[..., 0] + 16
        self.shading = light / light[self.inside].mean()  # [h, w] of the box, 1 on average
        self.plain_shading = self.without_marks(light) if self.busy else self.shading

    def without_marks(self, light: np.ndarray) -> np.ndarray:
        """What would be left of the shading if the garment had no pattern."""
        weight = self.mask + 1e-4
        smooth = cv2.GaussianBlur(light * weight, (0, 0), 12) / cv2.GaussianBlur(weight, (0, 0), 12)
        mean = light[self.inside].mean()
        return 1 + (0.6 * (smooth - mean) + 0.2 * (light - smooth)) / mean

    def colour(self) -> str | None:
        """What this garment's colour would be called; None where it has several or lies between two."""
        if self.busy:
            return None
        distances = {name: float(np.linalg.norm(self.mean - colour)) for name, colour in NAMED.items()}
        name = min(distances, key=distances.get)
        return name if distances[name] < 20 else None

    def coloured(self, name: str, chance: np.random.Generator) -> np.ndarray:
        return self.whole(self.dyed(name, chance))

    def brightened(self, sign: int) -> np.ndarray:
        """A step lighter or darker, the colour's name and any pattern kept."""
        mean = self.mean[0]
        target = np.clip(mean + sign * STEP, 4, 97)
        if sign > 0:  # up to white and no further: what is light already moves less
            light, fade = 100 - (100 - self.lab[..., 0]) * (100 - target) / max(100 - mean, 1), 0.94
        else:
            light, fade = (self.lab[..., 0] + 16) * (target + 16) / (mean + 16) - 16, 0.92
        light = light + target - light[self.inside].mean()
        return self.whole(np.concatenate([light[..., None], self.lab[..., 1:] * fade], -1))

    def patterned(self, pattern: str, chance: np.random.Generator) -> np.ndarray:
        """A print in the place of any pattern there was, on the garment's own colour."""
        ground = self.under(self.mean, self.plain_shading, True) if self.busy else self.lab
        return self.whole(self.printed(ground, self.mean[0], pattern, chance))

    def coloured_and_patterned(self, name: str, pattern: str, chance: np.random.Generator) -> np.ndarray:
        ground = self.under(NAMED[name], self.plain_shading, True) if self.busy else self.dyed(name, chance)
        return self.whole(self.printed(ground, NAMED[name][0], pattern, chance))

    def solid(self) -> np.ndarray:
        return self.whole(self.under(self.mean, self.plain_shading, True))

    def dyed(self, name: str, chance: np.random.Generator) -> np.ndarray:
        """CIELAB [h, w, 3] of the box"""
        if name == "multicolour":
            return self.under(np.stack([lab(*lch) for lch in BANDS])[bands(self.place(), chance)], self.plain_shading)
        return self.under(NAMED[name], self.shading, True)

    def printed(self, ground: np.ndarray, lightness: float, pattern: str, chance: np.random.Generator) -> np.ndarray:
        ink, cover = prints(pattern, self.place(), lightness, chance)
        return ground + cover[..., None] * (self.under(ink, np.clip(self.plain_shading, 0.6, 1.15)) - ground)

    def under(self, flat: np.ndarray, shading: np.ndarray, exact: bool = False) -> np.ndarray:
        """Cloth of the colours `flat` (CIELAB [3] or [h, w, 3]) under `shading`. `exact`: its mean is what `flat`
        says, which clipping would otherwise move."""
        depth = np.clip(shading, 0.35, 1.45)[..., None]
        light = (flat[..., :1] + 16) * depth - 16
        light = np.where(light > 90, 90 + 10 * np.tanh((light - 90) / 10), light)
        tint = np.broadcast_to(flat[..., 1:], (*depth.shape[:2], 2)) * np.clip(depth, 0.5, 1.15)
        colour = np.concatenate([light, tint], -1)
        for _ in range(3 if exact else 0):
            some = colour[self.inside][::7][None]
            colour = colour + (flat - to_lab(to_picture(some))[0].mean(0))
        return colour

    def whole(self, colour: np.ndarray) -> np.ndarray:
        painted = to_picture(np.clip(colour, (0, -128, -128), (100, 127, 127)))
        out = self.picture.copy()
        out[self.box] = np.rint(out[self.box] + self.mask[..., None] * (painted.astype(np.float32) - out[self.box]))
        return out

    def place(self) -> tuple[np.ndarray, np.ndarray]:
        """y and x of the box's pixels in frames, from its upper left corner"""
        height, width = self.mask.shape
        y, x = np.mgrid[:height, :width].astype(np.float32) / len(self.picture)
        return y, x


def bands(place, chance: np.random.Generator) -> np.ndarray:
    """int [h, w] in 0..3: wavy bands, a ninth of the frame wide, aslant"""
    y, x = turned(place, -24 + chance.uniform(-15, 15), chance)
    return np.floor((y + 0.018 * np.sin(x * 12)) / 0.115).astype(int) % 4


def turned(place, degrees: float, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    y, x = place[0] + chance.uniform(), place[1] + chance.uniform()
    turn = np.deg2rad(degrees)
    return y * np.cos(turn) - x * np.sin(turn), x * np.cos(turn) + y * np.sin(turn)


def prints(pattern: str, place, lightness: float, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """CIELAB [h, w, 3] of the marks on cloth of this lightness and their cover [h, w] in [0, 1]. Periods as the
    renderer's, a ninth of the frame or more, so that they survive the autoencoder."""
    dark = lightness <= 58
    ink = LIGHT if dark else DARK
    if pattern == "colour-block":
        return layers([(ink, edge(chance.uniform(0.42, 0.6) * place[0][-1, 0] - place[0]))])
    scale = chance.uniform(1, 1.3)
    y, x = turned(place, chance.normal(0, 6), chance)
    at = lambda dy, dx, period: (wrap(y + dy * period, period), wrap(x + dx * period, period))
    if pattern == "striped":
        return layers([(ink, edge(np.abs(wrap(y, 0.125 * scale)) - 0.0205 * scale))])
    if pattern == "checked":
        lines = [edge(np.abs(wrap(axis, 0.148 * scale)) - 0.0215 * scale) for axis in (y, x)]
        return layers([(ink, 0.62 * line) for line in lines])
    if pattern == "dotted":
        far = [np.hypot(*at(shift, shift, 0.133 * scale)) for shift in (0, 0.5)]
        return layers([(ink, edge(np.minimum(*far) - 0.0266 * scale))])
    if pattern == "floral":
        return layers(flowers(at, scale, dark, chance))
    return layers(spots(at, scale, dark))


def flowers(at, scale: float, dark: bool, chance: np.random.Generator):
    petal, heart = (LIGHT, lab(78, 70, 80)) if dark else (lab(46, 62, 8), lab(87, 62, 90))
    for shift in (0, 0.5):
        y, x = at(shift, shift, 0.195 * scale)
        angles = chance.uniform(0, 2 * np.pi) + np.arange(5) * 2 * np.pi / 5
        reach = 0.029 * scale
        petals = np.min([np.hypot(y - reach * np.sin(a), x - reach * np.cos(a)) for a in angles], 0)
        yield petal, edge(petals - 0.0215 * scale)
        yield heart, edge(np.hypot(y, x) - 0.017 * scale)
    y, x = at(0.5, 0, 0.195 * scale)
    yield lab(79, 45, 140) if dark else lab(47, 38, 150), edge(np.hypot(y - x, (y + x) / 2.2) - 0.016 * scale)


def spots(at, scale: float, dark: bool):
    mark, core = (lab(83, 33, 80), lab(30, 15, 60)) if dark else (lab(11, 8, 60), lab(50, 42, 65))
    for dy, dx, radius in ((0, 0, 0.034), (0.05, 0.5, 0.031), (0.48, 0.17, 0.033), (0.56, 0.62, 0.026)):
        y, x = at(dy, dx, 0.18 * scale)
        angle, far = np.arctan2(y, x), np.hypot(y, x)
        outline = radius * scale * (1 + 0.22 * np.cos(2 * angle + 9 * dx) + 0.16 * np.cos(3 * angle + 7 * dy))
        yield mark, edge(far - outline)
        yield core, edge(far - 0.45 * outline)


def edge(distance: np.ndarray) -> np.ndarray:
    """Frames outside of a mark, negative inside -> cover, the edge a hundred-and-fiftieth of the frame wide"""
    return np.clip(0.5 - 150 * distance, 0, 1)


def wrap(values: np.ndarray, period: float) -> np.ndarray:
    """-> [-period / 2, period / 2)"""
    return (values + period / 2) % period - period / 2


def layers(marks) -> tuple[np.ndarray, np.ndarray]:
    """(ink, cover) one over the other"""
    colour, cover = None, None
    for ink, part in marks:
        if cover is None:
            colour, cover = np.broadcast_to(ink, (*part.shape, 3)), part
            continue
        total = part + cover * (1 - part)
        colour = colour + (part / np.maximum(total, 1e-6))[..., None] * (ink - colour)
        cover = total
    return colour, cover
