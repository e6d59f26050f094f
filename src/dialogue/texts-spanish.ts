/** The fixed texts in Spanish. What a shopper may say stays English, the language that is understood. */
import { enumerated, type Translation } from './languages.ts'
import { MAX_CHARACTERS } from './texts.ts'
import { SPANISH_MEANINGS } from './texts-meanings.ts'

const SAYABLE = 'En inglés, por ejemplo «make it navy», «longer sleeves, no collar» o «under 80».'
const all = (words: readonly string[]) => enumerated(words, ['«', '»'], 'y')

export const SPANISH: Translation = {
  help:
    'Empieza en inglés con palabras («a red summer dress»), una foto o «surprise me». Luego di qué cambiar: «make it navy», ' +
    '«longer sleeves, no collar», «looser». Reduce la lista con «under 80», «size M» o «in stock», toma algo de ella con ' +
    '«the second one», mira más con «more results». «Undo», «redo», «go back to look 2» y «start over» sirven siempre.',
  hello: '¡Hola! Di en inglés qué buscas, envía una foto o di «surprise me».',
  helloAgain: `¡Hola! Di qué cambiar. ${SAYABLE}`,
  thanks: 'De nada. Dilo si hay algo más que cambiar.',
  bye: '¡Hasta luego! Tus looks se quedan aquí para la próxima vez.',
  praise: 'Me alegra que te guste. Dilo si hay algo más que cambiar.',
  dislike: 'Entonces cambiémoslo. Di qué está mal, o di «undo».',
  fine: 'De acuerdo, se queda como está.',
  who: `Soy Hemline: cambio prendas como tú digas y busco las más parecidas en esta tienda. ${SAYABLE}`,
  outOfScope: `Solo puedo cambiar prendas y buscarlas en esta tienda. ${SAYABLE}`,
  englishOnly: 'Lo siento, por ahora solo entiendo inglés. Por ejemplo «make it blue» o «longer sleeves».',
  symbols: `Dilo con palabras, por favor. ${SAYABLE}`,
  empty: 'No había nada escrito. Di qué cambiar, o «help».',
  tooLong: (length) =>
    `Ese mensaje tiene ${length.toLocaleString('es')} caracteres; leo hasta ${MAX_CHARACTERS.toLocaleString('es')}. ` +
    'Una o dos frases bastan.',
  noLook: 'Todavía no hay ningún look. Empieza con palabras («a red dress»), una foto o «surprise me».',
  nothingToUndo: 'No hay nada que deshacer.',
  nothingToRedo: 'No hay nada que rehacer.',
  noSuchLook: (n, looks) =>
    looks === 0
      ? `No existe el look ${n}, porque todavía no hay ninguno.`
      : `No existe el look ${n}; van del 1 al ${looks}.`,
  startedOver: 'Mesa limpia. ¿Con qué empezamos?',
  startedFrom: (title) => `Empezamos con «${title}». ¿Qué cambio?`,
  surprise: (title) => `¿Qué tal «${title}»? Di qué cambiar, o «surprise me» otra vez.`,
  emptyShop: 'En la tienda todavía no hay nada. Envía una foto para empezar con ella.',
  noPhoto: (title) => `«${title}» no tiene foto con la que empezar. Toma otra cosa, por favor.`,
  noneToStartFrom: (words) =>
    `Para «${words}» encontré estos, pero ninguno tiene foto con la que empezar. Prueba otras palabras o envía una foto.`,
  unknownProduct: (sku) => `En esta tienda (ya) no hay ningún producto «${sku}».`,
  found: (words) => `Para «${words}»:`,
  whichOne: '¿Cuál de estos?',
  nearest: 'Lo más parecido a tu look:',
  allOfThese: 'Todos estos:',
  furtherResults: 'Algunos más:',
  noMore: 'Eso era todo.',
  noList: 'Todavía no hay lista. Di qué buscas, por ejemplo «a red dress».',
  notInList: (n, length) => `No hay número ${n}; la lista va del 1 al ${length}.`,
  filtersCleared: 'Ya no hay filtros.',
  notUnderstood: (parts) => `No entendí ${all(parts)} y lo dejé fuera.`,
  means: (words, meaning, name) => `«${words}»${name ? `, para mí lo mismo que «${name}»` : ''}: ${meaning}.`,
  meanings: SPANISH_MEANINGS,
  noneThere: (parts) => `Para ${all(parts)} no hay nada que quitar: aquí no veo nada de eso.`,
  tooManyRounds: (left) => `Era mucho de una vez, así que dejé ${all(left)} para el próximo mensaje.`,
  whichStyle: (style) => `¿De qué manera «${style}»?`,
  tryAgain: (parts) => `¿Pruebo otra vez ${all(parts)}?`,
  tryAgainChoice: (part) => `Probar «${part}» otra vez`,
  leaveIt: 'Dejarlo',
  nothingToVary: 'Cambia algo primero; después puedo probar ese cambio de varias maneras.',
  whichVariation: (looks) => `¿Cuál te quedas: el look ${looks.join(', ')}? El tuyo sigue como estaba.`,
  nothingToRepeat: 'No hay ningún cambio que repetir.',
  nearestNamed: (title) => `El producto más parecido, «${title}»`,
  inStock: 'disponible.',
  soldOut: 'agotado.',
  noSizes: 'no queda ninguna talla.',
  inNoStore: 'en ninguna tienda por ahora.',
  storesNotCounted: 'no se dice en qué tienda.',
  askTheShop: 'La tienda no da ningún enlace; pregunta allí por este nombre.',
  samePrice: 'Cuestan lo mismo.',
  cheaperBy: (n, less) => `El número ${n} cuesta ${less} menos.`,
  nearer: (n) => `El número ${n} se acerca más a lo que pediste.`,
  alike: 'Por lo que veo, son iguales.',
  aPhoto: 'tu foto',
  theStart: 'el principio',
  noSuchMoment: (words, looks) =>
    `No encuentro ningún look al que le vaya «${words}». Van del 1 al ${looks}; «history» los muestra y «go back to look 1» vuelve.`,
  nothingToKeep:
    'No hay nada en mano que guardar. Empieza con palabras («a red dress»), o guarda algo de una lista: «keep the second one».',
  notInOutfit: 'Eso no está en tu conjunto. «Show my outfit» muestra lo que hay.',
  emptyOutfit: 'Tu conjunto está vacío. «Keep this» mete en él lo que está en mano.',
  nothingToShare:
    'Todavía no hay nada que compartir. Empieza con palabras («a red dress»), una foto o «surprise me».',
  rememberNothing: 'Ya no recuerdo ninguna talla, presupuesto ni marca tuya.',
  nothingToRemember: 'Todavía no hay nada que recordar. Por ejemplo «remember that my size is M».',
  abuse: `Sigamos siendo amables: estoy aquí para la ropa. ${SAYABLE}`,
  policy: `Eso solo lo puede decir la tienda: conozco sus prendas, precios, tallas y existencias, no sus pedidos. ${SAYABLE}`,
  laugh: '¡Ja! Dilo si hay algo más que cambiar.',
  offerShop: 'Parece que no avanzamos; veamos qué tiene la tienda. Toma uno de estos, o empieza de nuevo.',
  askedBefore:
    'Eso ya lo pregunté y no avanzamos. Dilo con otras palabras, o mira qué tiene la tienda: «more results».',
  interrupted: 'Aquí me interrumpieron. Lo que estaba hecho sigue ahí; di el resto otra vez, por favor.',
  pictureLost: (n) => `La imagen del look ${n} ya no está en la carpeta de datos. Sigue con otro look.`,
  unsafePhoto: 'Con esa imagen no puedo trabajar. Envía una de la prenda misma, por favor.',
  unsafeLook:
    'Lo que salió no se puede mostrar; tu look está como estaba. Dilo con otras palabras, por favor.',
  cancelled: 'Detenido. Lo que estaba hecho se queda.',
  busy: 'Demasiados mensajes a la vez. Espera las respuestas y sigue después.',
  inference: 'La imagen no se pudo hacer ahora. Tu look está como estaba; inténtalo otra vez, por favor.',
  internal: 'Algo salió mal por nuestra parte. Tus looks están a salvo; inténtalo otra vez, por favor.',
}
