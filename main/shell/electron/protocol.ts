import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { APP_SCHEME, CONTENT_SECURITY_POLICY, mediaTypeOf, resolveAppFile } from '../app-files.ts'

/** Must run before the app is ready: afterwards a scheme can no longer become a real origin. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const refuse = (status: 404 | 405): Response =>
  new Response(null, { status, headers: { 'content-security-policy': CONTENT_SECURITY_POLICY } })

/** Serves the page's folder, and only it, over app://. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    if (method !== 'GET') return refuse(405)
    const path = await resolveAppFile(folder, url)
    if (!path) return refuse(404)
    return new Response(new Uint8Array(await readFile(path)), {
      headers: {
        'content-type': mediaTypeOf(path),
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-cache',
      },
    })
  })
}
