/** A phrase as commands and examples are compared. */

/** As people type it: contractions spelt out, short forms long, marks away. An "n" by itself is a "no", beside others an "and". */
export function plainOf(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/\b(that|it|this|what|who|where|how|there|here)'?s\b(?<!\bits)/g, '$1 is')
    .replace(/\bi'?m\b/g, 'i am')
    .replace(/\b(i|you|we|they|it|that)'ll\b|\b(i)ll\b/g, '$1$2 will')
    .replace(/\b(i|you|we|they|it|that)'d\b/g, '$1 would')
    .replace(/\b(i|you|we|they)'?ve\b/g, '$1 have')
    .replace(/\b(you|we|they)'re\b|\b(you|they)re\b/g, '$1$2 are')
    .replace(/\b(do|does|did|is|are|was|were|would|could|should)n'?t\b/g, '$1 not')
    .replace(/\bcan'?t\b/g, 'cannot')
    .replace(/\b(look (?:number )?\w+)'s ([a-z]+)\b/g, '$2 of $1')
    .replace(/\blet'?s\b/g, 'let us')
    .replace(/["“”!?.,;:]+(?=\s|$)|["“”]|(?<=\s)[-–—]+(?=\s)/g, ' ')
    .replace(/\S+/g, (word) => SHORT[word] ?? word)
    .replace(/(?<=\s)n(?=\s)|^\s*n(?=\s+\S)/g, ' and')
    .replace(/\b2 (?=(?:much|expensive|dear|pricey|long|short|big|small|tight)\b)/g, 'too ')
    .replace(/\s+/g, ' ')
    .trim()
}

const SHORT: Record<string, string> = {
  u: 'you',
  ur: 'your',
  pls: 'please',
  plz: 'please',
  plss: 'please',
  thx: 'thanks',
  ty: 'thanks',
  gimme: 'give me',
  wanna: 'want to',
  gonna: 'going to',
  lemme: 'let me',
  r: 'are',
  hw: 'how',
  abt: 'about',
  '&': 'and',
  wld: 'would',
  cld: 'could',
  bc: 'because',
  id: 'i would',
  tbh: 'please',
  whats: 'what is',
  wht: 'what',
  ya: 'you',
  im: 'i am',
  luv: 'love',
  dis: 'this',
  dat: 'that',
  da: 'the',
  sum: 'some',
  sumthin: 'something',
  smth: 'something',
  wat: 'what',
  hav: 'have',
  expensiv: 'expensive',
  cheeper: 'cheaper',
  cheepest: 'cheapest',
  secnd: 'second',
  frst: 'first',
  '2nd': '2nd',
}
