/** What this channel says itself, in German. */
import type { Texts } from './texts.ts'

export const GERMAN: Texts = {
  thinking: 'Einen Moment …',
  place: (n, seconds) =>
    `In der Warteschlange auf Platz ${n}${seconds === undefined ? '' : `, etwa ${seconds} s`}.`,
  round: (round, rounds, bar, step, steps) =>
    `Runde ${round} von ${rounds} ${bar} Schritt ${step} von ${steps}`,
  left: (seconds) => `, noch etwa ${seconds} s`,
  stopped: 'Angehalten. Was fertig war, bleibt.',
  nothingToCancel: 'Da läuft nichts mehr.',
  notYours: (owner) =>
    `Diese Knöpfe gehören <@${owner}>. Beginne dein eigenes mit \`/start\`, oder erwähne mich mit einem Bild.`,
  oldButton: 'Dieser Knopf stammt von einer älteren Version. Nimm bitte `/refine`, oder erwähne mich.',
  oldLook: 'Dieser Look ist von vor deinem Neuanfang, darum lasse ich ihn, wie er ist.',
  interrupted: (owner) =>
    `<@${owner}>, hier wurde ich unterbrochen. Was fertig war, ist noch da. Soll ich weitermachen?`,
  interruptedPhoto: (owner) =>
    `<@${owner}>, hier wurde ich unterbrochen. Bitte schick dein Bild noch einmal.`,
  goneOn: 'Davon ist nichts mehr übrig.',
  goingOn: 'Damit mache ich schon weiter.',
  failed: 'Bei uns ist etwas schiefgegangen; deine Looks sind sicher. Bitte versuch das noch einmal.',
  nothingYet: 'Hier gibt es noch keine Looks. Beginne mit `/start`.',
  history: 'Deine Looks hier, der älteste zuerst. Wähle einen, um zu ihm zurückzugehen.',
  noPicture: 'An dieser Nachricht hängt kein Bild. Es geht bei Nachrichten mit einem JPEG, PNG oder WebP.',
  serverOnly: 'Diese Einstellungen gehören zu einem Server. Nimm den Befehl dort.',
  adminOnly: 'Nur wer diesen Server verwalten darf, kann seine Einstellungen ändern.',
  cooldown: (seconds) => `Eine kurze Pause, bitte: in ${seconds} s geht es weiter.`,
  ownQuota: (most) => `Du hast deine ${most} Anfragen von heute verbraucht. Morgen gibt es neue.`,
  userQuota: (most) =>
    `Du hast deine ${most} Anfragen von heute auf diesem Server verbraucht. Morgen gibt es neue.`,
  serverQuota: (most) =>
    `Dieser Server hat seine ${most} Anfragen von heute verbraucht. Morgen gibt es neue.`,
  role: (roles) => `Auf diesem Server arbeite ich für ${roles.map((role) => `<@&${role}>`).join(', ')}.`,
  forgotten: (n) =>
    n === 0
      ? 'Von dir gab es nichts zu vergessen.'
      : `Vergessen: ${n === 1 ? 'ein Gespräch' : `${n} Gespräche`} mit allen Looks. Nachrichten in Discord bleiben, bis du sie löschst.`,
  blockedWords: 'Dabei kann ich nicht helfen. Sag, was sich am Kleidungsstück selbst ändern soll.',
  cannotPost: (channel, missing) =>
    `In ${channel} kann ich nicht antworten: Mir fehlt dort ${missing.join(', ') || 'eine Berechtigung'}. ` +
    'Wer den Server verwaltet, kann sie unter Kanaleinstellungen › Berechtigungen geben.',
  tooLarge: (file) => `(${file} war für diesen Kanal zu groß.)`,
  soldOut: 'ausverkauft',

  cancel: 'Abbrechen',
  undo: 'Zurück',
  redo: 'Vor',
  reroll: 'Neu würfeln',
  again: 'Noch einmal anwenden',
  variations: 'Varianten',
  keep: 'Behalten',
  outfit: 'Outfit',
  more: 'Mehr Treffer',
  surprise: 'Überrasch mich',
  startOver: 'Von vorn',
  delete: 'Löschen',
  goOn: 'Weitermachen',
  goBackTo: 'Zurück zu …',
  goOnFrom: 'Mit einem Artikel weitermachen …',
  dropFrom: 'Aus dem Outfit nehmen …',
  look: (n) => `Look ${n}`,
}
