/** How shoppers name each value, and how they say more and less. */

export const COLOURS: Record<string, readonly string[]> = {
  navy: ['navy', 'navy blue', 'dark blue'],
  grey: ['grey', 'gray'],
  burgundy: ['burgundy', 'wine red', 'maroon'],
  multicolour: ['multicolour', 'multicoloured', 'more colourful', 'rainbow coloured'],
  beige: ['beige', 'cream', 'tan'],
  olive: ['olive', 'olive green', 'khaki'],
  teal: ['teal', 'turquoise'],
  purple: ['purple', 'violet'],
  silver: ['silver', 'metallic silver'],
  gold: ['gold', 'golden'],
}
export const PATTERNS: Record<string, readonly string[]> = {
  solid: ['plain', 'solid', 'one plain colour'],
  striped: ['striped', 'with stripes', 'stripy'],
  dotted: ['polka dotted', 'with polka dots', 'dotted'],
  checked: ['checked', 'plaid', 'with checks', 'checkered'],
  floral: ['floral', 'with a floral print', 'with flowers', 'flowery'],
  animal: ['animal print', 'leopard print', 'with leopard spots'],
  graphic: ['with a graphic', 'with a big logo', 'with a graphic print'],
  'colour-block': ['colour blocked', 'two toned', 'colour block'],
  lace: ['lace', 'lacy', 'with lace'],
}
export const SLEEVES: Record<string, readonly string[]> = {
  strapless: ['strapless', 'with no straps', 'bandeau style'],
  straps: ['with thin straps', 'with spaghetti straps', 'strappy'],
  sleeveless: ['sleeveless', 'without sleeves', 'with no sleeves'],
  cap: ['with cap sleeves', 'with tiny cap sleeves'],
  short: ['short sleeved', 'with short sleeves', 'with t-shirt sleeves'],
  elbow: ['with elbow length sleeves', 'with half sleeves', 'with elbow sleeves'],
  'three-quarter': ['with three quarter sleeves', 'with 3/4 sleeves'],
  long: ['long sleeved', 'with long sleeves', 'with full length sleeves'],
}
export const NECKLINES: Record<string, readonly string[]> = {
  crew: ['with a crew neck', 'with a round neck'],
  v: ['with a v neck', 'v-necked', 'with a v-neckline'],
  scoop: ['with a scoop neck', 'with a scooped neckline'],
  boat: ['with a boat neck', 'with a wide boat neckline'],
  square: ['with a square neck', 'with a square neckline'],
  halter: ['with a halter neck', 'halter style'],
  'off-shoulder': ['off the shoulder', 'with bare shoulders', 'off-shoulder'],
  high: ['with a high neck', 'with a turtleneck', 'with a mock neck'],
  collar: ['with a collar', 'collared', 'with a shirt collar'],
}
export const LENGTHS: Record<string, readonly string[]> = {
  cropped: ['cropped', 'above the waist'],
  hip: ['hip length', 'down to the hip'],
  mini: ['mini length', 'thigh length', 'mini'],
  knee: ['knee length', 'down to the knee'],
  midi: ['midi length', 'mid calf length', 'midi'],
  maxi: ['maxi length', 'floor length', 'full length'],
}
export const FITS: Record<string, readonly string[]> = {
  tight: ['tight', 'fitted', 'skin tight', 'close fitting'],
  regular: ['regular fit', 'normally fitted'],
  loose: ['loose', 'baggy', 'loose fitting', 'oversized'],
}
export const SILHOUETTES: Record<string, readonly string[]> = {
  straight: ['straight', 'straight cut'],
  'a-line': ['a-line', 'in an a-line shape', 'an a line cut'],
  flared: ['flared', 'flowy and flared', 'with a flare'],
}
export const MATERIALS: Record<string, readonly string[]> = {
  cotton: ['cotton', 'made of cotton', 'in plain cotton'],
  denim: ['denim', 'made of denim', 'in jean fabric'],
  satin: ['satin', 'made of satin', 'silky', 'shinier'],
  knit: ['knitted', 'made of knit', 'a knit'],
  leather: ['leather', 'made of leather', 'in leather'],
  sheer: ['sheer', 'see through', 'transparent'],
}
export const DETAILS: Record<string, readonly string[]> = {
  belt: ['a belt', 'a waist belt'],
  buttons: ['buttons', 'a row of buttons', 'big buttons'],
  ruffles: ['ruffles', 'frills', 'some ruffles'],
  bow: ['a bow', 'a big bow'],
  pockets: ['pockets', 'two pockets', 'patch pockets'],
  hood: ['a hood', 'a hoodie hood'],
  zip: ['a zip', 'a zipper', 'a front zip'],
  trim: ['contrast trim', 'trim on the edges', 'contrasting edges'],
  embellishment: ['embellishment', 'sparkly gems', 'rhinestones', 'some sparkle'],
}

export const BRIGHTER = [
  'make it brighter',
  'is lighter',
  'a lighter shade',
  'is brighter in colour',
  'a bit lighter please',
  'lighten it up',
  'not so dark',
]
export const DARKER = [
  'make it darker',
  'is darker',
  'a darker shade',
  'darker in colour',
  'a bit darker please',
  'less bright',
  'not so light',
]
export const LONGER_SLEEVES = [
  'is longer in the sleeves',
  'has longer sleeves',
  'make the sleeves longer',
  'lengthen the sleeves',
  'with more sleeve',
  'more coverage on the arms',
  'needs longer sleeves',
]
export const SHORTER_SLEEVES = [
  'has shorter sleeves',
  'make the sleeves shorter',
  'shorten the sleeves',
  'less sleeve',
  'is shorter in the sleeves',
  'not so long in the sleeves',
]
export const DEEPER = [
  'has a deeper neckline',
  'a lower neckline',
  'show more neck',
  'is lower cut',
  'make the neck deeper',
  'plunge the neckline more',
]
export const HIGHER = [
  'has a higher neckline',
  'a less deep neckline',
  'make the neck higher',
  'is less low cut',
  'cover the chest more',
  'not so low in the neck',
]
export const LONGER = [
  'is longer',
  'make it longer',
  'a longer length',
  'longer please',
  'lengthen it',
  'with a longer hem',
  'not so short',
]
export const SHORTER = [
  'is shorter',
  'make it shorter',
  'a shorter length',
  'shorter please',
  'shorten it',
  'with a shorter hem',
  'not so long',
]
export const TIGHTER = [
  'is tighter',
  'make it tighter',
  'is more fitted',
  'a tighter fit',
  'closer to the body',
  'less baggy',
  'not so loose',
]
export const LOOSER = [
  'is looser',
  'make it looser',
  'is less fitted',
  'a looser fit',
  'more room in it',
  'baggier',
  'not so tight',
]
