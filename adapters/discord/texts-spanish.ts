/** What this channel says itself, in Spanish. */
import type { Texts } from './texts.ts'

export const SPANISH: Texts = {
  thinking: 'Un momento …',
  place: (n, seconds) =>
    `En espera: eres el número ${n}${seconds === undefined ? '' : `, unos ${seconds} s`}.`,
  round: (round, rounds, bar, step, steps) => `Ronda ${round} de ${rounds} ${bar} paso ${step} de ${steps}`,
  left: (seconds) => `, quedan unos ${seconds} s`,
  stopped: 'Detenido. Lo que estaba terminado se conserva.',
  nothingToCancel: 'Ya no hay nada en marcha.',
  notYours: (owner) =>
    `Estos botones son de <@${owner}>. Empieza lo tuyo con \`/start\`, o mencióname con una foto.`,
  oldButton: 'Ese botón es de una versión anterior. Usa `/refine`, o mencióname.',
  oldLook: 'Ese look es de antes de que empezaras de nuevo, así que lo dejé como está.',
  interrupted: (owner) => `<@${owner}>, aquí me interrumpieron. Lo que estaba terminado se conserva. ¿Sigo?`,
  interruptedPhoto: (owner) => `<@${owner}>, aquí me interrumpieron. Envía tu foto otra vez, por favor.`,
  goneOn: 'De eso ya no queda nada por hacer.',
  goingOn: 'Ya estoy siguiendo con eso.',
  failed: 'Algo falló por nuestra parte; tus looks están a salvo. Inténtalo otra vez, por favor.',
  nothingYet: 'Aquí todavía no hay looks. Empieza con `/start`.',
  history: 'Tus looks aquí, del más antiguo al más nuevo. Elige uno para volver a él.',
  noPicture: 'Ese mensaje no tiene ninguna imagen. Úsalo en un mensaje con un JPEG, PNG o WebP adjunto.',
  serverOnly: 'Estos ajustes son de un servidor. Usa el comando allí.',
  adminOnly: 'Solo quien puede gestionar este servidor puede cambiar sus ajustes.',
  cooldown: (seconds) => `Una pausa breve, por favor: otra vez en ${seconds} s.`,
  ownQuota: (most) => `Ya usaste tus ${most} peticiones de hoy. Mañana hay más.`,
  userQuota: (most) => `Ya usaste tus ${most} peticiones de hoy en este servidor. Mañana hay más.`,
  serverQuota: (most) => `Este servidor ya usó sus ${most} peticiones de hoy. Mañana hay más.`,
  role: (roles) => `En este servidor trabajo para ${roles.map((role) => `<@&${role}>`).join(', ')}.`,
  forgotten: (n) =>
    n === 0
      ? 'No había nada tuyo que olvidar.'
      : `Olvidado: ${n === 1 ? 'una conversación' : `${n} conversaciones`} con todos los looks. Los mensajes de Discord se quedan hasta que los borres.`,
  blockedWords: 'Con eso no puedo ayudar. Di qué cambiar de la prenda misma.',
  cannotPost: (channel, missing) =>
    `No puedo responder en ${channel}: allí me falta ${missing.join(', ') || 'un permiso'}. ` +
    'Quien gestiona el servidor puede darlo en Ajustes del canal › Permisos.',
  tooLarge: (file) => `(${file} era demasiado grande para este canal.)`,
  soldOut: 'agotado',

  cancel: 'Cancelar',
  undo: 'Deshacer',
  redo: 'Rehacer',
  reroll: 'Otra vez',
  again: 'Aplicar de nuevo',
  variations: 'Variaciones',
  keep: 'Guardar',
  outfit: 'Conjunto',
  more: 'Más resultados',
  surprise: 'Sorpréndeme',
  startOver: 'Empezar de nuevo',
  delete: 'Borrar',
  goOn: 'Seguir',
  goBackTo: 'Volver a …',
  goOnFrom: 'Seguir con un producto …',
  dropFrom: 'Quitar del conjunto …',
  look: (n) => `Look ${n}`,
}
