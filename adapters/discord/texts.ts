/** What this channel says itself, in English; everything about garments is said by the dialogue. */
import { GERMAN } from './texts-german.ts'
import { SPANISH } from './texts-spanish.ts'

export const TEXTS = {
  thinking: 'One moment …',
  place: (n: number, seconds: number | undefined) =>
    `Waiting: you are number ${n} in line${seconds === undefined ? '' : `, about ${seconds} s`}.`,
  round: (round: number, rounds: number, bar: string, step: number, steps: number) =>
    `Round ${round} of ${rounds} ${bar} step ${step} of ${steps}`,
  left: (seconds: number) => `, about ${seconds} s left`,
  stopped: 'Stopped. What was finished is kept.',
  nothingToCancel: 'There is nothing running any more.',
  notYours: (owner: string) =>
    `These buttons belong to <@${owner}>. Start your own with \`/start\`, or mention me with a picture.`,
  oldButton: 'That button is from an older version. Please use `/refine`, or mention me.',
  oldLook: 'That look is from before you started over, so I left it as it is.',
  interrupted: (owner: string) =>
    `<@${owner}>, I was interrupted here. What was finished is kept. Shall I go on?`,
  interruptedPhoto: (owner: string) => `<@${owner}>, I was interrupted here. Please send your picture again.`,
  goneOn: 'There is nothing left of that to go on with.',
  goingOn: 'I am going on with that already.',
  failed: 'Something went wrong on our side, and your looks are safe. Please try that again.',
  nothingYet: 'There are no looks here yet. Begin with `/start`.',
  history: 'Your looks here, oldest first. Pick one to go back to it.',
  noPicture: 'There is no picture on that message. Use it on a message with a JPEG, PNG or WebP attached.',
  serverOnly: 'These settings belong to a server. Use the command there.',
  adminOnly: 'Only those who may manage this server can change its settings.',
  cooldown: (seconds: number) => `A short break, please: again in ${seconds} s.`,
  ownQuota: (most: number) => `You have used your ${most} requests of today. Tomorrow there are more.`,
  userQuota: (most: number) =>
    `You have used your ${most} requests of today on this server. Tomorrow there are more.`,
  serverQuota: (most: number) =>
    `This server has used its ${most} requests of today. Tomorrow there are more.`,
  role: (roles: readonly string[]) =>
    `On this server I work for ${roles.map((role) => `<@&${role}>`).join(', ')}.`,
  forgotten: (n: number) =>
    n === 0
      ? 'There was nothing of yours to forget.'
      : `Forgotten: ${n === 1 ? 'one conversation' : `${n} conversations`} with all looks. Messages in Discord stay until you delete them.`,
  blockedWords: 'I cannot help with that. Say what to change about the garment itself.',
  cannotPost: (channel: string, missing: readonly string[]) =>
    `I cannot answer in ${channel}: I lack ${missing.join(', ') || 'a permission'} there. ` +
    'Someone who manages the server can grant it under Channel settings › Permissions.',
  tooLarge: (file: string) => `(${file} was too large for this channel.)`,
  soldOut: 'sold out',

  cancel: 'Cancel',
  undo: 'Undo',
  redo: 'Redo',
  reroll: 'Reroll',
  again: 'Apply again',
  variations: 'Variations',
  keep: 'Keep',
  outfit: 'Outfit',
  more: 'More results',
  surprise: 'Surprise me',
  startOver: 'Start over',
  delete: 'Delete',
  goOn: 'Go on',
  goBackTo: 'Go back to …',
  goOnFrom: 'Go on from a product …',
  dropFrom: 'Take out of your outfit …',
  look: (n: number) => `Look ${n}`,
} as const

type English = typeof TEXTS
export type Texts = {
  readonly [K in keyof English]: English[K] extends string ? string : English[K]
}

const TRANSLATIONS: Record<string, Texts> = { de: GERMAN, es: SPANISH }

/** @param locale as Discord names it ("de", "es-ES"); English for one that nobody wrote */
export const textsFor = (locale: string | undefined): Texts =>
  TRANSLATIONS[locale?.split('-')[0] ?? 'en'] ?? TEXTS
