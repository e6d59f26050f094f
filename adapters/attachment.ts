/** A picture that someone attached: checked before it is fetched, and fetched from the platform's own hosts only. */
export interface Attached {
  url: string
  name: string
  /** Bytes, as the platform says, where it says so. */
  size?: number | undefined
  contentType?: string | null
  width?: number | null
  height?: number | null
}

/** Why it was not taken; the message is fit for the person who sent it. */
export class AttachmentError extends Error {
  override name = 'AttachmentError'
}

/** Where a platform keeps what is attached. */
export interface Source {
  /** The platform's name, for what is said to people. */
  platform: string
  /** Whether it keeps attachments at this address. */
  keeps(url: URL): boolean
  /** Sent along with the request, for example a token: only ever to an address that the platform keeps. */
  headers?(url: URL): Promise<Record<string, string>>
}

export interface FetchOptions {
  /** Default 20 MiB, which is what the core takes. */
  maxBytes?: number
  /** Milliseconds until a slow download is given up. Default 15,000. */
  patienceMs?: number
  signal?: AbortSignal
}

const MAX_PIXELS = 60e6
const TYPES = /^image\/(jpeg|png|webp|avif|gif|tiff)\b/

/** Throws AttachmentError. */
export async function fetchAttached(
  attached: Attached,
  source: Source,
  options: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { maxBytes = 20 * 2 ** 20, patienceMs = 15_000, signal } = options
  const url = check(attached, source, maxBytes)
  const timeout = AbortSignal.timeout(patienceMs)
  try {
    // A redirect could lead anywhere, the private network included; no platform needs one here.
    const response = await fetch(url, {
      headers: (await source.headers?.(url)) ?? {},
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
    if (!response.ok || !response.body) throw new AttachmentError(gone(source.platform, response.status))
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
  { platform, keeps }: Source,
  maxBytes: number,
): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (!address || !keeps(address))
    throw new AttachmentError(`I take pictures that are uploaded to ${platform}, not links to elsewhere.`)
  if (size === 0) throw new AttachmentError('That file is empty. Please choose another picture.')
  if (size !== undefined && size > maxBytes) throw new AttachmentError(tooLarge(maxBytes))
  if (contentType && !TYPES.test(contentType))
    throw new AttachmentError(
      `That is ${contentType.split(';')[0]}, not a picture I can read. JPEG, PNG and WebP work.`,
    )
  if (width && height && width * height > MAX_PIXELS)
    throw new AttachmentError(
      `That picture is ${width} x ${height} pixels; please send one under 60 megapixels.`,
    )
  return address
}

/** What the platform said of the size is not what counts, but what arrives. */
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

const gone = (platform: string, status: number) =>
  status === 404 || status === 403
    ? 'That picture is not there any more. Please send it again.'
    : `${platform} did not hand out that picture (HTTP ${status}). Please send it again.`
