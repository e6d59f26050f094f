import { describe, expect, it } from 'vitest'
import { split } from '../../src/language/split.ts'

/** "words of the sentence = attribute change value" of each sub-edit, in order; no value where it is null. */
const read = (sentence: string) =>
  split(sentence).map(({ text, attribute, change, value }) =>
    [text, '=', attribute ?? '?', change, value].filter((part) => part !== null).join(' '),
  )

const table = (rows: Record<string, readonly string[]>) => {
  it.each(Object.entries(rows))('%s', (sentence, edits) => {
    expect(read(sentence)).toEqual(edits)
  })
}

describe('a sentence becomes its sub-edits, in the order said', () => {
  table({
    'make it brighter and give it longer sleeves, but no collar': [
      'brighter = brightness more',
      'longer sleeves = sleeve more',
      'no collar = neckline remove collar',
    ],
    'red longer v-neck': ['red = colour set red', 'longer = length more', 'v-neck = neckline set v'],
    'Can you add a hood please?': ['add a hood = detail add hood'],
    'I want it in navy': ['navy = colour set navy'],
    'lose the belt, add pockets': ['lose the belt = detail remove belt', 'add pockets = detail add pockets'],
    'is longer. is longer': ['longer = length more', 'longer = length more'],
  })
})

describe('what is cut', () => {
  table({
    'cut the sleeves off': ['cut the sleeves off = sleeve remove'],
    'can you cut the sleeves shorter, and in red': [
      'cut the sleeves shorter = sleeve less',
      'red = colour set red',
    ],
    'cut the neckline lower': ['cut the neckline lower = neckline more'],
    'cut the hem shorter': ['cut the hem shorter = length less'],
    'cut it shorter': ['cut it shorter = length less'],
    'the cut is looser': ['cut is looser = fit less'],
    'a boxy cut with long sleeves': ['boxy cut = fit set loose', 'long sleeves = sleeve set long'],
  })
})

describe('colours and patterns', () => {
  table({
    'is white instead of black': ['white instead of black = colour set white'],
    'red instead of blue': ['red instead of blue = colour set red'],
    'from blue to green': ['blue to green = colour set green'],
    'red, white and dark blue': ['red, white and dark blue = colour set red'],
    'red/blue checkered shirt': ['red/blue = colour set red', 'checkered = pattern set checked'],
    'blue top and multicoloured bottom': [
      'blue = colour set blue',
      'multicoloured bottom = colour set multicolour',
    ],
    'is white with a pink superman emblem': [
      'white = colour set white',
      'pink superman emblem = pattern set graphic',
    ],
    'with red accents': ['red accents = colour add red'],
    'make the collar red': ['collar red = colour add red'],
    'has a print': ['print = pattern set'],
    'is black with a tiger on it': ['black = colour set black', 'tiger on it = pattern set graphic'],
    'swap the stripes for polka dots': ['swap the stripes for polka dots = pattern set dotted'],
    'replace the collar with a hood': [
      'replace the collar = neckline remove collar',
      'hood = detail add hood',
    ],
    'a bigger logo': ['bigger logo = pattern set graphic'],
    'is blue, white': ['blue, white = colour set blue'],
    'black and white stripes': ['black and white stripes = pattern set striped'],
    'black and white striped': ['black and white striped = pattern set striped'],
    'not red, yellow': ['not red = colour remove red', 'yellow = colour set yellow'],
    'scratch the white, pink it is': ['scratch the white = colour remove white', 'pink = colour set pink'],
    'has yellow letters': ['yellow letters = pattern set graphic'],
    'black floral print': ['black = colour set black', 'floral print = pattern set floral'],
    'solid black': ['solid = pattern set solid', 'black = colour set black'],
    'dark blue': ['dark blue = colour set navy'],
    'light blue': ['light blue = colour set blue'],
    'pink with a white print': ['pink = colour set pink', 'white print = pattern set'],
    'black with no pockets and white lace': [
      'black = colour set black',
      'with no pockets = detail remove pockets',
      'white lace = pattern set lace',
    ],
    'grey with a white teapot': ['grey = colour set grey', 'white teapot = pattern set graphic'],
    'black with John Lennon': ['black = colour set black', 'John Lennon = pattern set graphic'],
    'white with green': ['white = colour set white', 'green = colour add green'],
    'replace the blue with jersey': ['replace the blue with jersey = material set cotton'],
    'blue, no wait, red': ['blue = colour set blue', 'red = colour set red'],
    'without a cartoon or logo': ['without a cartoon or logo = pattern remove graphic'],
    'darker green': ['darker = brightness less', 'green = colour set green'],
    'a silver belt': ['silver belt = detail add belt'],
    'green and striped': ['green = colour set green', 'striped = pattern set striped'],
    'fewer flowers': ['fewer flowers = pattern less floral'],
  })
})

describe('comparatives', () => {
  table({
    'the sleeves are too long': ['sleeves are too long = sleeve less'],
    'not long enough': ['not long = length more'],
    'longer lace sleeves': ['longer = sleeve more', 'lace sleeves = pattern set lace'],
    'black with darker letters': ['black = colour set black', 'darker letters = pattern set graphic'],
    'raglan sleeves': ['raglan sleeves = sleeve set'],
    'the raglan sleeves are longer': ['sleeves are longer = sleeve more'],
    'a cute logo': ['cute logo = pattern set graphic'],
    'a printed long dress': ['printed = pattern set', 'long = length more'],
    'lower the hem, higher the neckline': [
      'lower the hem = length more',
      'higher the neckline = neckline less',
    ],
    'make the neckline deeper and the hem higher': [
      'neckline deeper = neckline more',
      'hem higher = length less',
    ],
    'lighter fabric': ['lighter fabric = ? set'],
    'more dark': ['more dark = brightness less'],
    'more casual and relaxed': ['more casual = style more casual', 'relaxed = fit less'],
    'less dizzying': ['less dizzying = style less dizzying'],
    'too much pattern': ['too much pattern = pattern less'],
    'more colourful': ['more colourful = colour set multicolour'],
    'more pink': ['more pink = colour set pink'],
    shinier: ['shinier = material set satin'],
    plainer: ['plainer = pattern set solid'],
    'more flared': ['more flared = silhouette set flared'],
    'tighter at the waist': ['tighter at the waist = fit more'],
    'less loose': ['less loose = fit more'],
    looser: ['looser = fit less'],
    'deeper neckline': ['deeper neckline = neckline more'],
    'higher neckline': ['higher neckline = neckline less'],
    'the sleeves are shorter': ['sleeves are shorter = sleeve less'],
    'more elegant': ['more elegant = style more elegant'],
    'less formal': ['less formal = style less formal'],
    cuter: ['cuter = style more cute'],
  })
})

describe('sleeves and garments', () => {
  table({
    'long white sleeves': ['long white sleeves = sleeve set long'],
    'the sleeves are long': ['sleeves are long = sleeve set long'],
    'has bell sleeves': ['bell sleeves = sleeve set'],
    'turn the long sleeves into short ones': ['turn the long sleeves into short = sleeve set short'],
    'is a skirt instead of a dress': ['skirt instead of a dress = category set skirt'],
    'a shirt with long sleeves': ['long sleeves = sleeve set long'],
    'is just pants': ['pants = category set pants'],
    'with sleeves': ['sleeves = sleeve set'],
    'is a long sleeved shirt': ['long sleeved = sleeve set long'],
    'is a skirt instead': ['skirt = category set skirt'],
    'turn it into a jacket': ['jacket = category set jacket'],
    'make the dress longer': ['longer = length more'],
    'knee-length with 3/4 sleeves': [
      'knee-length = length set knee',
      '3/4 sleeves = sleeve set three-quarter',
    ],
  })
})

describe('negation and its scope', () => {
  table({
    'forget the collar': ['forget the collar = neckline remove collar'],
    'sleeves off': ['sleeves off = sleeve remove'],
    'change the ruffles to buttons': [
      'change the ruffles = detail remove ruffles',
      'buttons = detail add buttons',
    ],
    'no sleeves, collar or buttons': [
      'no sleeves = sleeve remove',
      'collar = neckline remove collar',
      'buttons = detail remove buttons',
    ],
    'remove the sleeves and the collar': [
      'remove the sleeves = sleeve remove',
      'collar = neckline remove collar',
    ],
    'no decorative belt': ['no decorative belt = detail remove belt'],
    'take the belt off': ['take the belt = detail remove belt'],
    'the collar should be removed': ['collar should be removed = neckline remove collar'],
    'without sleeves and longer': ['without sleeves = sleeve remove', 'longer = length more'],
    'no, blue after all': ['blue = colour set blue'],
    'no straps': ['no straps = sleeve set strapless'],
    'not sleeveless': ['not sleeveless = sleeve set'],
    'less frilly': ['less frilly = detail remove ruffles'],
    'anything but red': ['anything but red = colour remove red'],
    'not a dress': ['not a dress = category remove dress'],
    collarless: ['collarless = neckline remove collar'],
    sleeveless: ['sleeveless = sleeve set sleeveless'],
    "doesn't have sleeves": ["doesn't have sleeves = sleeve remove"],
    'no waist bow': ['no waist bow = detail remove bow'],
    sleveless: ['sleveless = sleeve set sleeveless'],
    'without buttons or pockets': [
      'without buttons = detail remove buttons',
      'pockets = detail remove pockets',
    ],
    'no belt and red': ['no belt = detail remove belt', 'red = colour set red'],
    'not as dark': ['not as dark = brightness more'],
    'not too short': ['not too short = length more'],
    'make it red, not blue': ['red = colour set red', 'not blue = colour remove blue'],
    'less red': ['less red = colour remove red'],
    'is not striped': ['is not striped = pattern remove striped'],
  })
})

describe('keep', () => {
  table({
    "don't change anything but the sleeves": ["don't change anything but = ? keep", 'sleeves = sleeve set'],
    "don't change anything but the sleeves, make them longer": [
      "don't change anything but = ? keep",
      'longer = sleeve more',
    ],
    'keep everything but the colour': ['keep everything but = ? keep', 'colour = colour set'],
    'keep the sleeves and the collar': ['keep the sleeves = sleeve keep', 'collar = neckline keep collar'],
    'leave the neckline as it is': ['leave the neckline as it is = neckline keep'],
    'sleeves stay the same': ['sleeves stay the same = sleeve keep'],
    "don't change the colour": ["don't change the colour = colour keep"],
    "don't make it shorter": ["don't make it shorter = length keep"],
    'keep it short': ['keep it short = length keep'],
    'the length is fine': ['length is fine = length keep'],
    'the same but in navy': ['the same = ? keep', 'navy = colour set navy'],
    'same length': ['same length = length keep'],
    'keep the colour but make it longer': ['keep the colour = colour keep', 'longer = length more'],
    'keep the sleeves': ['keep the sleeves = sleeve keep'],
  })
})

describe('what was said before', () => {
  table({
    'make it shorter and the sleeves too': ['shorter = length less', 'sleeves = sleeve less'],
    'shorter sleeves and hem': ['shorter sleeves = sleeve less', 'hem = length less'],
    'make the dress longer, the sleeves as well': ['longer = length more', 'sleeves = sleeve more'],
    'sleeves: long; neck: v; colour: red': [
      'sleeves: long = sleeve set long',
      'neck: v = neckline set v',
      'colour: red = colour set red',
    ],
  })
})

describe('slips of the pen, and no grammar at all', () => {
  table({
    'same but in navy n a bit longer': ['same = ? keep', 'navy = colour set navy', 'longer = length more'],
    'no sleeves tho': ['no sleeves = sleeve remove'],
    'loger dress wiht blak buttnos': ['loger = length more', 'blak buttnos = detail add buttons'],
    'shrter slevs': ['shrter slevs = sleeve less'],
    floarl: ['floarl = pattern set floral'],
    'BLUE LONG SLEEVES': ['BLUE = colour set blue', 'LONG SLEEVES = sleeve set long'],
    'longer, darker. pockets': [
      'longer = length more',
      'darker = brightness less',
      'pockets = detail add pockets',
    ],
  })
})

describe('what cannot be placed comes back whole, with no attribute', () => {
  it.each(['I want a unicorn gizmo', '更长的袖子', 'hazme el vestido', '100% recycled'])('%s', (sentence) => {
    const edits = split(sentence)
    expect(edits.length).toBeGreaterThan(0)
    expect(edits.every(({ attribute }) => attribute === null)).toBe(true)
  })

  it('asks for nothing when nothing is said', () => {
    for (const sentence of ['', '   ', '...', 'please', 'it is', '\n\n']) expect(split(sentence)).toEqual([])
  })
})
