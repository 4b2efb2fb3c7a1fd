import type { AnswerOf, Page } from '../../lib/contracts/http.ts'
import { type BuiltFiles, htmlPage } from '../../lib/platform/files.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type Manifest, renderPage } from '../../web/resident/page.tsx'

export type Showing = {
  resolve(request: { params: { token: string } }): Promise<AnswerOf<'resolveCode'>>
  files: Pick<BuiltFiles, 'manifest'>
}

/** What the page may load and where it may send to: itself. The token is in its address, which nobody else must learn. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(self)',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  'cache-control': 'no-store',
}

/** The form a QR code opens, drawn with its first question. A code nobody knows opens it too, with a warning. */
export const showForm = ({ resolve, files }: Showing) => {
  let manifest: Manifest | undefined
  return async (
    { params }: { params: { token: string } },
    { header }: Pick<Caller, 'header'>,
  ): Promise<Page> => {
    manifest ??= files.manifest<Manifest>()
    const html = renderPage({ token: params.token, place: await resolve({ params }) }, manifest)
    return htmlPage(html, HEADERS, header('accept-encoding'))
  }
}
