/** How it is asked: comparatives, parts of a garment, and the words that join, deny, keep and fill. */
import type { Attribute } from '../attributes.ts'

interface Scale {
  /** Undefined: the size of whatever it stands before; of the fit if that is the garment. */
  attribute?: Attribute
  change: 'more' | 'less'
  /** The adjective itself, not its comparative. */
  plain?: true
  phrases: string
}

/** For fit, more is tighter; for a neckline, more is deeper. */
export const SCALES: readonly Scale[] = [
  {
    attribute: 'length',
    change: 'more',
    phrases:
      'longer, drop the hem, let the hem down, bring the hem down, bring down the hem, cover the knees, cover my knees, cover the knee, cover my legs, cover the legs, less leg, less legs, show less leg, shows less leg, show less legs, lengthier, lengthen, lengthened, extend, extended, extends, longer length, longer in length, lower hem, lower hemline, loner, elongated, extra long',
  },
  {
    attribute: 'length',
    change: 'less',
    phrases:
      'shorter, shorten, shortened, shorter length, shorter in length, higher hem, higher hemline, raise the hem, bring the hem up, bring up the hem, take the hem up, take up the hem, more leg, more legs, a bit more leg, show more leg, show more legs, shows more leg, shows more legs, show a bit more leg, higher cut hem, higher hem line',
  },
  { attribute: 'length', change: 'more', plain: true, phrases: 'long, lengthy, long in length, long length' },
  { attribute: 'length', change: 'less', plain: true, phrases: 'short, short in length, short length' },
  {
    attribute: 'brightness',
    change: 'more',
    phrases:
      'brighter, lighter, brighten, lighten, lightened, paler, bolder, brighten up, lighten it up, more vibrant',
  },
  {
    attribute: 'brightness',
    change: 'less',
    phrases:
      'darker, darken, darkened, duller, dimmer, deeper color, deeper colour, deeper in color, deeper shade, deeper tone, richer color',
  },
  {
    attribute: 'brightness',
    change: 'more',
    plain: true,
    phrases:
      'bright, light, pale, pastel, pastels, vibrant, vivid, neon, faded, brightly, lightly, fluorescent, brightly colored, washed out, brightness, light color',
  },
  {
    attribute: 'brightness',
    change: 'less',
    plain: true,
    phrases: 'dark, deep, deeply, muted, dull, dim, darkish, darkly, deep color, drab, subdued',
  },
  {
    attribute: 'fit',
    change: 'more',
    phrases:
      'tighter, cinch, cinch it, cinch the waist, cinch in the waist, cinch it in, slim it down, slimmer, snugger, clingier, tighten, tightened, tighter fitting, tighter fit, slimmer fit, shapelier, curvier, closer fitting, closer fit, skinnier, hugs more, tighter-fitting, take it in, slimming, closer to the body, closer to the body',
  },
  {
    attribute: 'fit',
    change: 'less',
    phrases:
      'looser, baggier, roomier, flowier, loosen, loosened, airier, looser fitting, looser fit, more room, more room in it, more flow, drapier, boxier, flowing more, flow more, flows more, plus size, plus-size, plus sized, looser-fitting, let it out',
  },
  {
    attribute: 'neckline',
    change: 'more',
    phrases:
      'deeper, longer neckline, longer neck, lower the neckline, open the neckline, open the neck, lower, lower cut, lower-cut, low cut, low-cut, deep neckline, deep neck, deep neck line, opened neck, open neckline, open neck, more open, plunge the neckline, more neck, low, deep cut, lower chest',
  },
  {
    attribute: 'neckline',
    change: 'less',
    phrases:
      'higher, raise the neckline, raise the neck, raise the collar, higher cut, shallower, cover the chest, covers the chest, covers chest, higher collar, more closed, closed up, closed neck, closed neckline',
  },
  {
    attribute: 'sleeve',
    change: 'more',
    phrases:
      'cover my arms, cover the arms, covers arms, covers the arms, covers more arm, cover my shoulders, cover the shoulders, covers shoulders, covers the shoulders, covered shoulders, shoulders covered, shoulders are covered, covers more shoulder, cover up my arms, cover up the shoulders, hide my arms',
  },
  { attribute: 'sleeve', change: 'less', phrases: 'show my arms, show the arms, show more arm' },
  { attribute: 'pattern', change: 'more', phrases: 'busier, busy, more pattern, more patterns' },
  {
    change: 'less',
    phrases:
      'bigger, larger, wider, broader, thicker, big, large, bigger in size, larger in size, plumper, oversize',
  },
  { change: 'more', phrases: 'smaller, narrower, thinner, narrow, smaller in size' },
]

/** What a comparative, a colour or a "keep" can speak of. Without an attribute: a part that nothing measures. */
export const PARTS: readonly (readonly [Attribute | undefined, string])[] = [
  [
    'sleeve',
    'sleeve, sleeves, sleaves, sleeved, sleves, arms, arm, cuffs, cuff, coverage on the arms, arm coverage, shoulder coverage, shoulder, shoulders',
  ],
  [
    'neckline',
    'neckline, necklines, neck, neck line, neck-line, cleavage, bustline, decolletage, necked, neckhole, neck hole, neck opening, chest, bust, bust line',
  ],
  ['length', 'length, lengths, hem, hemline, hem line, hems, skirt length'],
  ['fit', 'fit, waist, waste, waiste, waistline, waist line, cut, hips, size, body, fits'],
  [
    'colour',
    'color, colour, colors, colours, shade, shades, tone, tones, hue, hues, coloring, colouring, colored, coloured, coloration, colour scheme, color scheme, color tone, background, tint, toned, shaded, color palette, backdrop, base, based',
  ],
  [
    'pattern',
    'pattern, patterns, patterned, print, prints, printed, printing, patterning, printings, patten, patters',
  ],
  [
    'detail',
    'details, detail, detailing, decoration, decorations, accessories, adornments, ornament, ornaments, accents, accent, highlights',
  ],
  ['material', 'material, materials, fabric, fabrics, cloth, textile'],
  ['silhouette', 'shape, silhouette, shapes'],
  ['style', 'style, look, styling, styles, vibe, feel, appearance, design style'],
  ['category', 'category, garment type, kind of garment'],
  [
    undefined,
    'back, bottom, bottoms, topped, bottomed, midsection, legs, leg, thigh, thighs, knees, knee, skirt part, belly, tummy, half, section, lower half, upper half, top half, bottom half, lower part, upper part, breast area, top part, bottom part, top portion, bottom portion, upper portion, lower portion, stomach, panel, panels, bodice, middle, center, centre',
  ],
]

/** Words by what they do. */
export const GRAMMAR = {
  join: 'and, but, also, plus, &, +, with, then, while, yet, though, however, as well as, and also, then also, along with, together with, whereas, nd, abd, adn, ans, wit, wiht, w, w/, n, because, so that, otherwise, whit, no i meant, no i mean, no wait, no actually, no sorry, no make, except',
  or: 'or, nor, or any',
  more: 'not enough, too little, too few, more, much more, a lot more, way more, lots of, a lot of, bit more, little more, additional, extra, slightly more, moe, mor, far more, even more, a bit more, a little more, increase, multiple, lot more, greater, most',
  less: 'too much, too many, less, fewer, much less, a lot less, way less, not as, not so, not that, slightly less, reduced, reduce, decrease, les, ess, lesser, lower amount of, not nearly as, a bit less, bit less, little less, isn’t as, is not as, not quite as, least',
  negation:
    "no, not, without, w/o, lose, remove, removes, removed, be removed, been removed, taken off, be taken off, taken away, taken out, gone, removing, drop, minus, lacks, lack of, lacking, isn't, doesn't have, does not have, doesn't, does not, do not, don't, is not, isnt, doesnt have, doesnt, take off, get rid of, ditch, never, free of, no more, don't want, dont want, do not want, dont have, don't have, hate, delete, skip, scrap, not have, have no, has no, non, aren't, are not, missing, anything but, no longer, cut off, absence of, leave out, leave off, lose the, neither have, neither, un, don't like, dont like, do not like, didn't like, don’t like, take away, eliminate, forget, forget about, scratch, scrap, not a, not an, not any, not the, without any, no any, w/out, withou, with no, wasn't",
  too: 'too, overly, excessively',
  enough: 'enough',
  also: 'as well, likewise',
  keep: "keep, keeps, same, keep the same, the same, leave, leaves, stay, stays, remain, remains, unchanged, maintain, retain, preserve, similar, keep same, don't change, do not change, dont change, don't touch, doesn't change, not change, identical, exact same, same exact, exactly the same, equal, as it is, as is, alone, about the same, just like, i like the, i love the, no change to, no change in, similarly, untouched",
  /** All else is to stay: "don't change anything but the sleeves". */
  except:
    "don't change anything but, do not change anything but, dont change anything but, don't change anything except, do not change anything except, dont change anything except, don't touch anything but, do not touch anything but, don't touch anything except, change nothing but, change nothing except, keep everything but, keep everything except, leave everything but, leave everything except, keep everything the same but, keep everything the same except, keep all the same but, keep all but, leave all but, keep it the same except, keep it all but, everything but, everything except, nothing but, all but the",
  /** Said of a part, it asks for that part to stay. */
  approve: 'fine, good, great, perfect, ok, okay, nice, all right, alright, lovely, just right',
  add: 'add, adds, added, adding, add some, adds some, put on, some, touch of, a touch of, touches of, hint of, a hint of, hints of, tinge of, a tinge of, splash of, splashes of, accents of, accented with, accentuated with, highlights of, a bit of, bits of, pops of, pop of, mixed with, in addition to',
  instead:
    'instead of, rather than, in place of, as opposed to, versus, over the, replacing, than, compared to',
  swap: 'instead, turn into, turn it into, turn this into, change into, change it into, change it to, transform into, convert to, replace it with, switch to, into',
  /** Something a garment can have that no attribute speaks of. */
  feature:
    'texture, textures, textured, slit, slits, cutout, cutouts, cut out, cut outs, cut-out, cut-outs, keyhole, overlay, underlay, train, shawl, scarf, cape, insert, opening, holes, elastic, high-low, hi-low, high low, hi low, high-low hem, high low hem, hi-lo, asymmetrical hem, asymmetric hem, uneven hem, high-low skirt, backless, open back, under layer, shoulder pads, gloves, two-piece, two piece, romper, jumpsuit, romper suit, bra, swimsuit, corset, underwear, pajamas, suit, hi lo, hi lo hem, hi low hem, hat, cap, baseball cap, purse, handbag, bag, backpack, heels, shoes, shoe, boots, sandals, sandal, socks, sock, necklace, bracelet, earrings, undershirt, undergarment, lingerie, thermal, wig, heel, stockings, pajama, bowtie',
  /** "take ... off" */
  take: 'take, takes, taking',
  replace:
    'swap, swap out, replace, replaces, exchange, substitute, trade, change, changes, changed, turn, switch, changed from, change from',
  /** Says that what stands before it is on the garment. */
  placed:
    'on it, on front, on the front, on the chest, on chest, on the back, on back, in the middle, in middle, in the center, in center, in the centre, across the front, across the chest, across front, across chest, written on it, printed on it, printed on front, written, written across, printed on the front, written on the front, on the shirt, on top, in front, on the left, on the right, all over it, on the top, across it, on the middle, on left, on right',
  /** What follows is written on the garment. */
  says: 'says, that says, saying, it says, reads, which says, said, stating, that reads, spelling, spelling out, with the words, the words, the word, that states, with the word, picturing, depicts, depicting, featuring the words, reading, with saying',
  /** Stands inside a noun phrase and says nothing that the vocabulary holds. */
  adjunct:
    'many, several, small, little, tiny, huge, giant, little bit, vertical, horizontal, diagonal, contrasting, contrast, thin, thick, two, three, four, different, new, various, other, single, double, visible, prominent, centered, simple looking, distinct, cute little, wide-set, main, 2, 3, 4, another, unique looking, cool looking, nicer, better looking, mid, medium, written in, center, front, side, one, chest area, up top, fine, rows of, row of, pair of, left, right, matching, overall, bit of, few, a few',
  filler:
    "wait, nvm, nevermind, never mind, whatever, scratch that, forget that, i mean, i meant, meant, on second thought, on second thoughts, preferred, is, has, have, had, having, are, was, were, been, be, being, am, a, an, the, this, that, these, those, it, its, it's, it is, it has, they, them, he, she, him, her, his, i, i'm, im, i am, i'd, id, me, my, you, your, u, ur, we, our, want, wants, wanted, would, would like, like, love, wish, prefer, id prefer, i'd prefer, i'd like, need, needs, should, could, can, may, might, must, will, shall, has to, has to be, make, makes, making, made, give, gives, show, shows, showing, get, gets, got, let, please, pls, plz, thx, thanks, thank you, hello, hi, hey, hmm, um, uh, oh, maybe, perhaps, preferably, actually, just, only, really, very, so, quite, rather, pretty much, bit, a bit, a little, a tad, tad, possible, as possible, hit, hits, slightly, somewhat, much, way, lot, kind of, kinda, sort of, type of, style of, fairly, super, extremely, completely, totally, entirely, fully, mostly, mainly, all, entire, whole, overall look, almost, nearly, in, of, on, at, to, for, from, by, into the, onto, over, all over, around, across, along, as, about, through, throughout, up, down, out, off, near, under, behind, between, where, there, which, who, what, here, now, this time, after all, both, each, every, any, comes, come, comes in, goes, going, go, does, do, did, done, looks, look like, looks like, looking, looks more like, appears, appear, seems, seem, feels, wearing, wear, worn, features, featuring, feature, resembles, resemble, resembling, offers, offering, references, consists of, wanting, includes, including, contains, try, change to, put, use, using, garment, item, product, products, provided, desired, desired product, desired item, the desired item, clothing, clothes, piece, outfit, thing, something, one piece, it in, type, kind, area, part of, colour of, color of, better, best, well, again, above, below, tho, such, if, own, even, still, else, itself, woman's, women's, womens, mens, men's, man's, ladies, lady's, female, male, versions of, version, effect, shaped, combination, combination of, mix, mix of, variety, parts, containing, contain, blend of, design style, flows, aspect, aspects, wise, opposed to, amount, amount of, number of, set of, ia, n/a, na, none, don, s, t, is in, in color, in colour, please make, could you, can you, it to, for me, with it, lot of, most of, while it, model, person's, body part, also is, ones, it with, to be, this one, that one",
} as const
