/** Text as it arrives: markup taken out, and what is no English sentence told apart. */

/** Puts spaces in place of tags, marks of emphasis and control characters, so that positions stay as they were. */
export function withoutMarkup(text: string): string {
  const blank = (found: string) => ' '.repeat(found.length)
  return text
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, blank)
    .replace(/<!--[\s\S]*?-->|<[/!]?[a-z][^<>]*>/gi, blank)
    .replace(/[*_`~]|\p{Cc}|\p{Cf}/gu, blank)
}

export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** Frequent words of other languages that are none in English shopping talk. */
const FOREIGN = new Set(
  `mach mache das der die dem den ein eine einen und mit ohne bitte ist nicht länger kürzer heller dunkler ärmel kleid
  rock hose blau rot schwarz weiss weiß grün gelb zeig mir ich möchte
  le la les une des du et avec sans plus moins manches longues courtes jupe bleu rouge noir blanc vert est fais rends
  s'il vous plaît merci bonjour montre moi je veux
  el los las una con sin más menos hazlo hazla mangas largas cortas vestido falda camisa azul rojo roja negro blanco
  verde por favor quiero muéstrame hola gracias
  il lo gli uno una con senza più meno fallo maniche lunghe corte vestito gonna camicia rosso nero bianco vorrei ciao
  o os um uma com sem mais menos faça vestido saia vermelho preto branco obrigado
  maak het een met zonder langer korter mouwen jurk rok blauw rood zwart wit groen graag`
    .split(/\s+/)
    .filter((word) => !['die', 'rock', 'o', 'plus', 'moi', 'des', 'los'].includes(word)),
)
const ENGLISH = new Set(
  `a an the and or but with without it its make made more less no not is in on of to me my i want show give add
  remove longer shorter sleeves sleeve dress top shirt jacket pants skirt colour color neck please this that for like
  blue red black white green one looser tighter darker brighter`.split(/\s+/),
)

/** Whether a sentence is more likely in another language than English. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length
  if (latin < letters.length / 2) return true
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? []
  const foreign = words.filter((word) => FOREIGN.has(word)).length
  const english = words.filter((word) => ENGLISH.has(word)).length
  return foreign >= 1 && foreign > english && foreign >= words.length / 4
}
