/** Where Discord keeps attachments: its CDN and its media proxy. */
import type { Source } from '../attachment.ts'

const CDN: readonly string[] = ['https://cdn.discordapp.com', 'https://media.discordapp.net']

/** @param origins where attachments are fetched from, for tests */
export const cdn = (origins = CDN): Source => ({
  platform: 'Discord',
  keeps: ({ origin }) => origins.includes(origin),
})
