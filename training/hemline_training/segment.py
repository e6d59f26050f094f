"""The garment of a real photo told from its background, without a network: GrabCut (Rother et al. 2004) started from
the colours of the photo's border and from where garments lie, and a judgement whether to believe the result."""

import cv2
import numpy as np

SIDE = 128  # pixels at which the cut is made
BORDER = 5  # pixels at SIDE: what is taken for background to learn its colours from
AREA = (0.07, 0.7)  # share of the frame that a garment takes
TOUCHING = 0.3  # most of the frame's edge that a garment may lie on
RAGGED = 9.0  # most of perimeter^2 / (4 pi area); a disc is 1, a pair of trousers 4
CONTRAST = 9.0  # least CIELAB distance of the mean colours just inside and just outside of the outline


def garment(picture: np.ndarray) -> np.ndarray | None:
    """uint8 [s, s, 3] -> float32 [s, s] in [0, 1], soft at the edge, or None where the cut is not to be believed."""
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    mask = cleaned(cut(small, lab))
    return soft(mask, len(picture)) if plausible(mask, lab) else None


def cut(small: np.ndarray, lab: np.ndarray) -> np.ndarray:
    """bool [SIDE, SIDE]"""
    cv2.setRNGSeed(1)
    edge = np.ones((SIDE, SIDE), bool)
    edge[BORDER:-BORDER, BORDER:-BORDER] = False
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    _, _, colours = cv2.kmeans(lab[edge][::2], 5, None, stop, 1, cv2.KMEANS_PP_CENTERS)
    foreign = np.linalg.norm(lab[:, :, None] - colours, axis=-1).min(-1)  # to the nearest colour of the border
    y, x = (np.mgrid[:SIDE, :SIDE] + 0.5) / SIDE * 2 - 1
    centre = np.exp(-(1.6 * x**2 + 1.1 * y**2))
    belief = centre * (0.35 + np.minimum(foreign / 25, 1))
    state = np.where(belief > 0.45, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    state[(belief > 0.95) & (centre > 0.75)] = cv2.GC_FGD
    state[edge & (foreign < 12)] = cv2.GC_BGD
    if not (state & 1).any():
        return np.zeros((SIDE, SIDE), bool)
    cv2.grabCut(small, state, None, np.zeros((1, 65)), np.zeros((1, 65)), 4, cv2.GC_INIT_WITH_MASK)
    return (state & 1).astype(bool)


def cleaned(mask: np.ndarray) -> np.ndarray:
    """Without threads and specks, its small holes filled; a pair of shoes stays a pair."""
    disc = lambda size: cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    mask = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, disc(5))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, disc(5))
    for value, least in ((1, 0.25), (0, 0.02)):
        count, labels, stats, _ = cv2.connectedComponentsWithStats((mask == value).astype(np.uint8), connectivity=4)
        areas = stats[1:, cv2.CC_STAT_AREA]
        if len(areas):
            mask[np.isin(labels, 1 + np.flatnonzero(areas < least * areas.max()))] = 1 - value
    return mask.astype(bool)


def plausible(mask: np.ndarray, lab: np.ndarray) -> bool:
    area = mask.mean()
    if not AREA[0] < area < AREA[1]:
        return False
    if np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]]).mean() > TOUCHING:
        return False
    outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    length = sum(cv2.arcLength(outline, True) for outline in outlines)
    if length**2 / (4 * np.pi * mask.sum() * len(outlines)) > RAGGED:
        return False
    near = np.ones((9, 9), np.uint8)
    inside = mask & ~cv2.erode(mask.astype(np.uint8), near).astype(bool)
    outside = ~mask & cv2.dilate(mask.astype(np.uint8), near).astype(bool)
    return float(np.linalg.norm(lab[inside].mean(0) - lab[outside].mean(0))) > CONTRAST


def soft(mask: np.ndarray, size: int) -> np.ndarray:
    """At the picture's size, its edge two or three pixels wide and a pixel out, so that no rim of the old colour
    is left."""
    large = cv2.resize(mask.astype(np.float32), (size, size), interpolation=cv2.INTER_LINEAR)
    return np.clip((cv2.GaussianBlur(large, (0, 0), size / 200) - 0.2) / 0.55, 0, 1)
