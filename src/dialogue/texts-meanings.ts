/** What the words of the vocabulary mean, each in a few words after its name. */
import type { Attribute, Value } from '../attributes.ts'

type Told = 'neckline' | 'sleeve' | 'length' | 'pattern' | 'fit' | 'silhouette' | 'detail' | 'material'

/** By value; of colours and styles, which need no telling apart, all at once. */
export type Meanings = { readonly [A in Told]: Readonly<Record<Value<A>, string>> } & {
  readonly colour: string
  readonly style: string
}

/** Undefined for what is not in the vocabulary. */
export function meaningOf(
  meanings: Meanings,
  attribute: Attribute | null,
  value: string | null,
): string | undefined {
  if (attribute === null || value === null) return undefined
  const all: Partial<Record<Attribute, string | Readonly<Record<string, string>>>> = meanings
  const told = all[attribute]
  return typeof told === 'object' ? told[value] : told
}

export const ENGLISH_MEANINGS: Meanings = {
  neckline: {
    crew: 'a round neckline close to the base of the neck',
    v: 'a neckline that runs down to a point',
    scoop: 'a wide, round neckline that goes down further',
    boat: 'a wide, nearly straight neckline from shoulder to shoulder',
    square: 'a neckline with straight edges and corners',
    halter: 'held by a band around the neck, with bare shoulders and back',
    'off-shoulder': 'cut so that the shoulders are bare',
    high: 'a neckline that covers part of the neck',
    collar: 'a band folded over around the neck, as on a shirt',
  },
  sleeve: {
    strapless: 'nothing goes over the shoulders, neither sleeves nor straps',
    straps: 'thin bands over the shoulders instead of sleeves',
    sleeveless: 'without sleeves, with the shoulders covered',
    cap: 'very short sleeves that only cover the shoulder',
    short: 'sleeves that end on the upper arm',
    elbow: 'sleeves that end at the elbow',
    'three-quarter': 'sleeves that end between elbow and wrist',
    long: 'sleeves down to the wrist',
  },
  length: {
    cropped: 'it ends above the waist',
    hip: 'it ends at the hip',
    mini: 'it ends on the thigh, well above the knee',
    knee: 'it ends at the knee',
    midi: 'it ends between knee and ankle',
    maxi: 'it goes down to the ankles',
  },
  pattern: {
    solid: 'one colour all over, without a pattern',
    striped: 'with lines of another colour',
    dotted: 'with dots of another colour',
    checked: 'with lines that cross and make squares',
    floral: 'with a print of flowers',
    animal: 'with a print like the coat of an animal',
    graphic: 'with a picture or letters printed on it',
    'colour-block': 'made of large areas in different colours',
    lace: 'a fine open fabric with patterns worked into it',
  },
  fit: {
    tight: 'it follows the body closely',
    regular: 'neither tight nor loose',
    loose: 'it hangs well away from the body',
  },
  silhouette: {
    straight: 'as wide at the hem as at the hip',
    'a-line': 'narrow at the top and evenly wider towards the hem, like the letter A',
    flared: 'it opens out wide towards the hem',
  },
  detail: {
    belt: 'a band around the waist',
    buttons: 'round fasteners in a row',
    ruffles: 'gathered strips of fabric that stand out in waves',
    bow: 'a ribbon tied with two loops',
    pockets: 'pouches sewn in or on, to put things in',
    hood: 'a part at the neck that goes over the head',
    zip: 'a fastener of two rows of teeth and a slider',
    trim: 'edges in another colour',
    embellishment: 'something decorative sewn on, such as beads or sequins',
  },
  material: {
    cotton: 'a soft, plain everyday fabric',
    denim: 'the firm fabric of jeans',
    satin: 'a smooth fabric with a shine',
    knit: 'made of loops of yarn, stretchy like a jumper',
    leather: 'tanned hide, or a fabric that looks like it',
    sheer: 'so thin that one can see through it',
  },
  colour: 'one of the colours I can give it',
  style: 'a style: I change the cut, colour or fabric that make it up',
}

export const GERMAN_MEANINGS: Meanings = {
  neckline: {
    crew: 'ein runder Ausschnitt dicht am Hals',
    v: 'ein Ausschnitt, der spitz nach unten läuft',
    scoop: 'ein weiter, runder Ausschnitt, der tiefer reicht',
    boat: 'ein weiter, fast gerader Ausschnitt von Schulter zu Schulter',
    square: 'ein Ausschnitt mit geraden Kanten und Ecken',
    halter: 'von einem Band um den Nacken gehalten, Schultern und Rücken frei',
    'off-shoulder': 'so geschnitten, dass die Schultern frei sind',
    high: 'ein Ausschnitt, der einen Teil des Halses bedeckt',
    collar: 'ein umgelegter Kragen um den Hals, wie an einem Hemd',
  },
  sleeve: {
    strapless: 'nichts geht über die Schultern, weder Ärmel noch Träger',
    straps: 'schmale Träger über den Schultern statt Ärmeln',
    sleeveless: 'ohne Ärmel, die Schultern sind bedeckt',
    cap: 'sehr kurze Ärmel, die nur die Schulter bedecken',
    short: 'Ärmel, die am Oberarm enden',
    elbow: 'Ärmel, die am Ellbogen enden',
    'three-quarter': 'Ärmel, die zwischen Ellbogen und Handgelenk enden',
    long: 'Ärmel bis zum Handgelenk',
  },
  length: {
    cropped: 'endet über der Taille',
    hip: 'endet an der Hüfte',
    mini: 'endet am Oberschenkel, deutlich über dem Knie',
    knee: 'endet am Knie',
    midi: 'endet zwischen Knie und Knöchel',
    maxi: 'reicht bis zu den Knöcheln',
  },
  pattern: {
    solid: 'überall eine Farbe, ohne Muster',
    striped: 'mit Linien in einer anderen Farbe',
    dotted: 'mit Punkten in einer anderen Farbe',
    checked: 'mit Linien, die sich zu Karos kreuzen',
    floral: 'mit aufgedruckten Blumen',
    animal: 'mit einem Druck wie das Fell eines Tieres',
    graphic: 'mit aufgedrucktem Bild oder Schriftzug',
    'colour-block': 'aus großen Flächen in verschiedenen Farben',
    lace: 'ein feiner, durchbrochener Stoff mit eingearbeiteten Mustern',
  },
  fit: {
    tight: 'liegt eng am Körper an',
    regular: 'weder eng noch weit',
    loose: 'fällt weit um den Körper',
  },
  silhouette: {
    straight: 'am Saum so weit wie an der Hüfte',
    'a-line': 'oben schmal und zum Saum hin gleichmäßig weiter, wie der Buchstabe A',
    flared: 'schwingt zum Saum hin weit aus',
  },
  detail: {
    belt: 'ein Band um die Taille',
    buttons: 'runde Knöpfe in einer Reihe',
    ruffles: 'geraffte Stoffstreifen, die in Wellen abstehen',
    bow: 'ein zur Schleife gebundenes Band',
    pockets: 'ein- oder aufgenähte Taschen für Kleinigkeiten',
    hood: 'ein Teil am Hals, das über den Kopf geht',
    zip: 'ein Verschluss aus zwei Zahnreihen und einem Schieber',
    trim: 'Kanten in einer anderen Farbe',
    embellishment: 'etwas Aufgenähtes zur Zierde, zum Beispiel Perlen oder Pailletten',
  },
  material: {
    cotton: 'ein weicher, schlichter Stoff für jeden Tag',
    denim: 'der feste Stoff der Jeans',
    satin: 'ein glatter, glänzender Stoff',
    knit: 'aus Maschen, dehnbar wie ein Pullover',
    leather: 'gegerbte Haut oder ein Stoff, der so aussieht',
    sheer: 'so dünn, dass man hindurchsieht',
  },
  colour: 'eine der Farben, die ich geben kann',
  style: 'ein Stil: Ich ändere Schnitt, Farbe oder Stoff, die ihn ausmachen',
}

export const SPANISH_MEANINGS: Meanings = {
  neckline: {
    crew: 'un escote redondo pegado al cuello',
    v: 'un escote que baja en punta',
    scoop: 'un escote redondo, ancho y más bajo',
    boat: 'un escote ancho y casi recto de hombro a hombro',
    square: 'un escote de bordes rectos y con esquinas',
    halter: 'se sujeta con una tira al cuello, con hombros y espalda al aire',
    'off-shoulder': 'cortado de modo que los hombros quedan al aire',
    high: 'un escote que cubre parte del cuello',
    collar: 'una tira doblada alrededor del cuello, como en una camisa',
  },
  sleeve: {
    strapless: 'nada pasa por los hombros, ni mangas ni tirantes',
    straps: 'tirantes finos sobre los hombros en lugar de mangas',
    sleeveless: 'sin mangas, con los hombros cubiertos',
    cap: 'mangas muy cortas que solo cubren el hombro',
    short: 'mangas que terminan en la parte alta del brazo',
    elbow: 'mangas que terminan en el codo',
    'three-quarter': 'mangas que terminan entre el codo y la muñeca',
    long: 'mangas hasta la muñeca',
  },
  length: {
    cropped: 'termina por encima de la cintura',
    hip: 'termina en la cadera',
    mini: 'termina en el muslo, bien por encima de la rodilla',
    knee: 'termina en la rodilla',
    midi: 'termina entre la rodilla y el tobillo',
    maxi: 'llega hasta los tobillos',
  },
  pattern: {
    solid: 'de un solo color, sin estampado',
    striped: 'con líneas de otro color',
    dotted: 'con puntos de otro color',
    checked: 'con líneas que se cruzan y forman cuadros',
    floral: 'con flores estampadas',
    animal: 'con un estampado como la piel de un animal',
    graphic: 'con un dibujo o letras estampadas',
    'colour-block': 'de grandes zonas de distintos colores',
    lace: 'un tejido fino y calado con dibujos',
  },
  fit: {
    tight: 'se ciñe al cuerpo',
    regular: 'ni ceñido ni holgado',
    loose: 'cae holgado, separado del cuerpo',
  },
  silhouette: {
    straight: 'igual de ancho en el bajo que en la cadera',
    'a-line': 'estrecho arriba y cada vez más ancho hacia el bajo, como la letra A',
    flared: 'se abre mucho hacia el bajo',
  },
  detail: {
    belt: 'una tira alrededor de la cintura',
    buttons: 'cierres redondos en fila',
    ruffles: 'tiras de tela fruncida que forman ondas',
    bow: 'una cinta atada con dos lazadas',
    pockets: 'bolsas cosidas para guardar cosas',
    hood: 'una pieza en el cuello que cubre la cabeza',
    zip: 'un cierre con dos filas de dientes y un cursor',
    trim: 'bordes de otro color',
    embellishment: 'adornos cosidos, por ejemplo cuentas o lentejuelas',
  },
  material: {
    cotton: 'una tela suave y sencilla de diario',
    denim: 'la tela firme de los vaqueros',
    satin: 'una tela lisa y brillante',
    knit: 'de punto, elástico como un jersey',
    leather: 'piel curtida, o una tela que lo parece',
    sheer: 'tan fino que se transparenta',
  },
  colour: 'uno de los colores que puedo darle',
  style: 'un estilo: cambio el corte, el color o la tela que lo forman',
}
