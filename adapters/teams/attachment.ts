/** Where Teams keeps what is attached: the connector for what was pasted, SharePoint for files. */
import type { Source } from '../attachment.ts'

/** Of the worldwide cloud and of the government's. */
const SHAREPOINT = /^[a-z\d-]+\.sharepoint(-df)?\.(com|us)$/

export const isSharePoint = ({ protocol, hostname, port }: URL): boolean =>
  protocol === 'https:' && port === '' && SHAREPOINT.test(hostname)

/**
 * @param serviceUrl the connector's address, as it was signed
 * @param token the bot's own, which only the connector gets: addresses of files carry their permission in them
 * @param isFileHost default SharePoint
 */
export function teamsFiles(
  serviceUrl: string,
  token: () => Promise<string | undefined>,
  isFileHost: (url: URL) => boolean = isSharePoint,
): Source {
  const connector = new URL(serviceUrl).origin
  return {
    platform: 'Teams',
    keeps: (url) => url.origin === connector || isFileHost(url),
    async headers(url): Promise<Record<string, string>> {
      const bearer = url.origin === connector ? await token() : undefined
      return bearer ? { Authorization: `Bearer ${bearer}` } : {}
    },
  }
}
