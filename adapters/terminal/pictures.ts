/** Pictures in a terminal: always a file, and in the window itself where the terminal has a protocol for it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Core, LookView } from '../../src/dialogue/reply.ts'

/** How the terminal takes pictures inline; `none` where it is not known to take any. */
export type Protocol = 'iterm2' | 'kitty' | 'none'

/** Kitty's limit for the payload of one escape sequence, in bytes of base64. */
const KITTY_CHUNK = 4096
/** Width of an inline picture in character cells. */
const CELLS = 32

/** Reads the protocol off the environment. Multiplexers swallow the sequences, so inside one there is none. */
export function protocolOf(env: NodeJS.ProcessEnv, isTty: boolean): Protocol {
  if (!isTty || env.TMUX || env.STY || env.TERM?.startsWith('screen')) return 'none'
  if (env.KITTY_WINDOW_ID || env.TERM === 'xterm-kitty' || env.TERM_PROGRAM === 'ghostty') return 'kitty'
  if (env.TERM_PROGRAM === 'iTerm.app' || env.TERM_PROGRAM === 'WezTerm' || env.LC_TERMINAL === 'iTerm2')
    return 'iterm2'
  return 'none'
}

/** The escape sequence that draws a PNG where the cursor is. */
export function inline(png: Uint8Array, protocol: Exclude<Protocol, 'none'>): string {
  const data = Buffer.from(png).toString('base64')
  if (protocol === 'iterm2')
    return `\x1b]1337;File=inline=1;size=${png.length};width=${CELLS};preserveAspectRatio=1:${data}\x07\n`
  const chunks = data.match(new RegExp(`.{1,${KITTY_CHUNK}}`, 'g')) ?? []
  const parts = chunks.map((chunk, i) => {
    const head = i === 0 ? `a=T,f=100,c=${CELLS},` : ''
    return `\x1b_G${head}m=${i < chunks.length - 1 ? 1 : 0};${chunk}\x1b\\`
  })
  return `${parts.join('')}\n`
}

export interface PictureShelf {
  /** Writes the picture of a look once and says where it is. */
  path(look: LookView): Promise<string>
  /** The picture as an escape sequence; empty where the terminal takes none. */
  inline(look: LookView): Promise<string>
}

/** Keeps the pictures of one conversation as `look-<n>.png` in a folder that is made when it is first needed. */
export function pictureShelf(core: Pick<Core, 'picture'>, folder: string, protocol: Protocol): PictureShelf {
  const png = async (look: LookView): Promise<Buffer> => {
    const picture = await core.picture(look.picture.id)
    if (!picture) throw new Error(`the picture of look ${look.n} is not in the store any more`)
    return picture.mediaType === 'image/png'
      ? Buffer.from(picture.bytes)
      : await sharp(picture.bytes).png().toBuffer()
  }
  return {
    async path(look) {
      const path = join(folder, `look-${look.n}.png`)
      await mkdir(folder, { recursive: true })
      await writeFile(path, await png(look))
      return path
    },
    inline: async (look) => (protocol === 'none' ? '' : inline(await png(look), protocol)),
  }
}
