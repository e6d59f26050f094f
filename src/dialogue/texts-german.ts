/** The fixed texts in German. What a shopper may say stays English, the language that is understood. */
import { enumerated, type Translation } from './languages.ts'
import { MAX_CHARACTERS } from './texts.ts'
import { GERMAN_MEANINGS } from './texts-meanings.ts'

const SAYABLE = 'Auf Englisch, zum Beispiel „make it navy“, „longer sleeves, no collar“ oder „under 80“.'
const all = (words: readonly string[]) => enumerated(words, ['„', '“'], 'und')

export const GERMAN: Translation = {
  help:
    'Beginne auf Englisch mit Worten („a red summer dress“), einem Foto oder „surprise me“. Sag dann, was sich ändern soll: ' +
    '„make it navy“, „longer sleeves, no collar“, „looser“. Die Liste wird kürzer mit „under 80“, „size M“ oder „in stock“; ' +
    'nimm etwas daraus mit „the second one“, sieh weiter mit „more results“. „Undo“, „redo“, „go back to look 2“ und ' +
    '„start over“ gehen immer.',
  hello: 'Hallo! Sag auf Englisch, was du suchst, schick ein Foto oder sag „surprise me“.',
  helloAgain: `Hallo! Sag, was sich ändern soll. ${SAYABLE}`,
  thanks: 'Gern geschehen. Sag es, wenn sich noch etwas ändern soll.',
  bye: 'Auf Wiedersehen! Deine Looks bleiben hier bis zum nächsten Mal.',
  praise: 'Schön, dass es dir gefällt. Sag es, wenn sich noch etwas ändern soll.',
  dislike: 'Dann ändern wir es. Sag, was nicht stimmt, oder sag „undo“.',
  fine: 'Gut, es bleibt, wie es ist.',
  who: `Ich bin Hemline: Ich ändere Kleidung, wie du es sagst, und finde das Ähnlichste in diesem Laden. ${SAYABLE}`,
  outOfScope: `Ich kann nur Kleidung ändern und in diesem Laden finden. ${SAYABLE}`,
  englishOnly: 'Leider verstehe ich bisher nur Englisch. Zum Beispiel „make it blue“ oder „longer sleeves“.',
  symbols: `Bitte sag es in Worten. ${SAYABLE}`,
  empty: 'Da stand nichts. Sag, was sich ändern soll, oder „help“.',
  tooLong: (length) =>
    `Diese Nachricht hat ${length.toLocaleString('de')} Zeichen; ich lese bis zu ${MAX_CHARACTERS.toLocaleString('de')}. ` +
    'Ein oder zwei Sätze genügen.',
  noLook: 'Es gibt noch keinen Look. Beginne mit Worten („a red dress“), einem Foto oder „surprise me“.',
  nothingToUndo: 'Es gibt nichts rückgängig zu machen.',
  nothingToRedo: 'Es gibt nichts wiederherzustellen.',
  noSuchLook: (n, looks) =>
    looks === 0
      ? `Look ${n} gibt es nicht, weil es noch keinen gibt.`
      : `Look ${n} gibt es nicht; sie gehen von 1 bis ${looks}.`,
  startedOver: 'Alles leer. Womit fangen wir an?',
  startedFrom: (title) => `Wir beginnen mit „${title}“. Was soll ich ändern?`,
  surprise: (title) =>
    `Wie wäre es mit „${title}“? Sag, was sich ändern soll, oder noch einmal „surprise me“.`,
  emptyShop: 'Im Laden ist noch nichts. Schick ein Foto, um damit zu beginnen.',
  noPhoto: (title) => `Von „${title}“ gibt es kein Foto zum Beginnen. Bitte nimm etwas anderes.`,
  noneToStartFrom: (words) =>
    `Zu „${words}“ habe ich diese gefunden, aber keines hat ein Foto zum Beginnen. Versuch andere Worte oder schick ein Foto.`,
  unknownProduct: (sku) => `Ein Produkt „${sku}“ gibt es in diesem Laden nicht (mehr).`,
  found: (words) => `Zu „${words}“:`,
  whichOne: 'Welches davon?',
  nearest: 'Am nächsten an deinem Look:',
  allOfThese: 'Alle davon:',
  furtherResults: 'Noch einige:',
  noMore: 'Das war alles.',
  noList: 'Es gibt noch keine Liste. Sag, was du suchst, zum Beispiel „a red dress“.',
  notInList: (n, length) => `Nummer ${n} gibt es nicht; die Liste geht von 1 bis ${length}.`,
  filtersCleared: 'Keine Filter mehr.',
  notUnderstood: (parts) => `${all(parts)} habe ich nicht verstanden und weggelassen.`,
  means: (words, meaning, name) =>
    `„${words}“${name ? `, für mich dasselbe wie „${name}“` : ''}: ${meaning}.`,
  meanings: GERMAN_MEANINGS,
  noneThere: (parts) => `Für ${all(parts)} ist nichts wegzunehmen: Davon sehe ich hier nichts.`,
  tooManyRounds: (left) =>
    `Das war viel auf einmal; ${all(left)} habe ich für die nächste Nachricht gelassen.`,
  whichStyle: (style) => `Auf welche Weise „${style}“?`,
  tryAgain: (parts) => `Soll ich ${all(parts)} noch einmal versuchen?`,
  tryAgainChoice: (part) => `„${part}“ noch einmal versuchen`,
  leaveIt: 'So lassen',
  nothingToVary: 'Ändere erst etwas; dann kann ich diese Änderung auf mehrere Arten versuchen.',
  whichVariation: (looks) => `Welchen nimmst du: Look ${looks.join(', ')}? Deiner ist, wie er war.`,
  nothingToRepeat: 'Es gibt keine Änderung, die zu wiederholen wäre.',
  nearestNamed: (title) => `Das ähnlichste Produkt, „${title}“`,
  inStock: 'vorrätig.',
  soldOut: 'ausverkauft.',
  noSizes: 'in keiner Größe vorrätig.',
  inNoStore: 'zurzeit in keiner Filiale.',
  storesNotCounted: 'der Laden sagt nicht, in welcher Filiale.',
  askTheShop: 'Der Laden gibt keinen Link an; frag dort nach diesem Namen.',
  samePrice: 'Sie kosten gleich viel.',
  cheaperBy: (n, less) => `Nummer ${n} ist um ${less} günstiger.`,
  nearer: (n) => `Nummer ${n} ist näher an dem, was du wolltest.`,
  alike: 'Soweit ich sehe, gleichen sie sich.',
  aPhoto: 'dein Foto',
  theStart: 'der Anfang',
  noSuchMoment: (words, looks) =>
    `Ich finde keinen Look, zu dem „${words}“ passt. Sie gehen von 1 bis ${looks}; „history“ zeigt sie, „go back to look 1“ geht zurück.`,
  nothingToKeep:
    'Es ist nichts in der Hand, das zu behalten wäre. Beginne mit Worten („a red dress“) oder behalte etwas aus einer Liste: „keep the second one“.',
  notInOutfit: 'Das ist nicht in deinem Outfit. „Show my outfit“ zeigt, was darin ist.',
  emptyOutfit: 'Dein Outfit ist leer. „Keep this“ legt hinein, was in der Hand ist.',
  nothingToShare:
    'Es gibt noch nichts zu teilen. Beginne mit Worten („a red dress“), einem Foto oder „surprise me“.',
  rememberNothing: 'Ich merke mir keine Größe, kein Budget und keine Marke mehr von dir.',
  nothingToRemember: 'Es gibt noch nichts zu merken. Zum Beispiel „remember that my size is M“.',
  abuse: `Bleiben wir freundlich: Ich bin für Kleidung da. ${SAYABLE}`,
  policy: `Das kann nur der Laden selbst sagen: Ich kenne seine Kleidung, Preise, Größen und Bestände, nicht seine Bestellungen. ${SAYABLE}`,
  laugh: 'Ha! Sag es, wenn sich noch etwas ändern soll.',
  offerShop: 'Wir kommen nicht weiter; sehen wir nach, was der Laden hat. Nimm eines davon oder beginne neu.',
  askedBefore:
    'Das habe ich schon gefragt, und wir kamen nicht weiter. Sag es mit anderen Worten, oder sieh nach, was der Laden hat: „more results“.',
  interrupted: 'Hier wurde ich unterbrochen. Was fertig war, ist noch da; bitte sag den Rest noch einmal.',
  pictureLost: (n) =>
    `Das Bild von Look ${n} ist nicht mehr im Datenordner. Mach mit einem anderen Look weiter.`,
  unsafePhoto: 'Mit diesem Bild kann ich nicht arbeiten. Bitte schick eines vom Kleidungsstück selbst.',
  unsafeLook:
    'Was dabei herauskam, kann ich nicht zeigen; dein Look ist, wie er war. Sag es bitte mit anderen Worten.',
  cancelled: 'Angehalten. Was fertig war, bleibt.',
  busy: 'Zu viele Nachrichten auf einmal. Warte die Antworten ab und mach dann weiter.',
  inference:
    'Das Bild ließ sich gerade nicht machen. Dein Look ist, wie er war; bitte versuch es noch einmal.',
  internal: 'Bei uns ist etwas schiefgegangen. Deine Looks sind sicher; bitte versuch es noch einmal.',
}
