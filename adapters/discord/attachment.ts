/** A picture that someone attached: checked before it is fetched, and fetched from Discord's own hosts only. */
export interface Attached {
  url: string
  name: string
  /** Bytes, as Discord says. */
  size: number
  contentType?: string | null
  width?: number | null
  height?: number | null
}

/** Why it was not taken; the message is fit for the person who sent it. */
export class AttachmentError extends Error {
  override name = 'AttachmentError'
}

export interface FetchOptions {
  /** Origins that attachments are fetched from. Default: Discord's CDN and its media proxy. */
  origins?: readonly string[]
  /** Default 20 MiB, which is what the core takes. */
  maxBytes?: number
  /** Milliseconds until a slow download is given up. Default 15,000. */
  patienceMs?: number
  signal?: AbortSignal
}

export const CDN = ['https://cdn.discordapp.com', 'https://media.discordapp.net'] as const
const MAX_PIXELS = 60e6
const TYPES = /^image\/(jpeg|png|webp|avif|gif|tiff)\b/

/** Throws AttachmentError. */
export async function fetchAttached(
  attached: Attached,
  options: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { origins = CDN, maxBytes = 20 * 2 ** 20, patienceMs = 15_000, signal } = options
  check(attached, origins, maxBytes)
  const timeout = AbortSignal.timeout(patienceMs)
  try {
    // A redirect could lead anywhere, the private network included; Discord's CDN needs none.
    const response = await fetch(attached.url, {
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    if (!response.ok || !response.body) throw new AttachmentError(gone(response.status))
    return await read(response.body, maxBytes)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof AttachmentError) throw error
    const why = timeout.aborted ? 'it took too long' : 'the download failed'
    throw new AttachmentError(`I could not fetch that picture: ${why}. Please send it again.`, {
      cause: error,
    })
  }
}

function check(
  { url, size, contentType, width, height }: Attached,
  origins: readonly string[],
  maxBytes: number,
): void {
  if (!URL.canParse(url) || !origins.includes(new URL(url).origin))
    throw new AttachmentError('I take pictures that are uploaded to Discord, not links to elsewhere.')
  if (size === 0) throw new AttachmentError('That file is empty. Please choose another picture.')
  if (size > maxBytes) throw new AttachmentError(tooLarge(maxBytes))
  if (contentType && !TYPES.test(contentType))
    throw new AttachmentError(
      `That is ${contentType.split(';')[0]}, not a picture I can read. JPEG, PNG and WebP work.`,
    )
  if (width && height && width * height > MAX_PIXELS)
    throw new AttachmentError(
      `That picture is ${width} x ${height} pixels; please send one under 60 megapixels.`,
    )
}

/** What Discord said of the size is not what counts, but what arrives. */
async function read(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > maxBytes) throw new AttachmentError(tooLarge(maxBytes))
    chunks.push(chunk)
  }
  if (length === 0) throw new AttachmentError('That file is empty. Please choose another picture.')
  return new Uint8Array(Buffer.concat(chunks))
}

const tooLarge = (maxBytes: number) =>
  `That picture is over ${Math.floor(maxBytes / 2 ** 20)} MB. Please send a smaller one.`

const gone = (status: number) =>
  status === 404 || status === 403
    ? 'That picture is not there any more. Please send it again.'
    : `Discord did not hand out that picture (HTTP ${status}). Please send it again.`
