import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** The page's own scheme. A real origin: "self" in the content security policy means these files and nothing else. */
export const APP_SCHEME = 'app'
export const APP_ORIGIN = `${APP_SCHEME}://standoff`

/** Nothing remote, nothing inline, no frames, no forms. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The media type of a file of the page. Unknown endings get one that a browser neither runs nor shows. */
export const mediaTypeOf = (path: string): string =>
  MEDIA_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream'

/** Whether a URL is a file of the page: right scheme, right host, no credentials. */
export function isAppUrl(url: string): boolean {
  return URL.canParse(url) && new URL(url).href.startsWith(`${APP_ORIGIN}/`)
}

/** A frame as far as trusting it goes. */
interface Frame {
  readonly url: string
}

/** Whether a frame is the main frame of our window and shows a page of ours. A frame that is gone is not. */
export const isOwnFrame = (frame: Frame | null, main: Frame | null, isOwnUrl: (url: string) => boolean): boolean =>
  frame !== null && frame === main && isOwnUrl(frame.url)

/** Whether a link may be handed to the system's browser: https only, and no credentials that could mislead the eye. */
export function isExternalLink(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password, hostname } = new URL(url)
  return protocol === 'https:' && hostname !== '' && username === '' && password === ''
}

/**
 * The file that an app:// URL names, with every link resolved, or null: another host, a file that is not there, a
 * folder, or anything that lies outside `root` after resolving ("..", links).
 */
export async function resolveAppFile(root: string, url: string): Promise<string | null> {
  if (!isAppUrl(url)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  try {
    const folder = await realpath(root)
    const file = await realpath(join(folder, path))
    if (!file.startsWith(folder + sep)) return null
    return (await stat(file)).isFile() ? file : null
  } catch {
    return null
  }
}
