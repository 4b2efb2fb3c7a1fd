import type { Page } from '../../lib/contracts/http.ts'
import { Problem } from '../../lib/kernel/problem.ts'
import { type BuiltFiles, filePage, htmlPage } from '../../lib/platform/files.ts'
import type { Caller } from '../../lib/platform/http.ts'

export type ShowingConsole = { files: Pick<BuiltFiles, 'find'>; newNonce(): string }

/**
 * `data:` images are Ant Design's own; its style elements carry the nonce of the page they were served with. It fills them
 * through innerHTML, so `require-trusted-types-for 'script'` leaves a blank page (tried with antd 6.6.8).
 */
const headersFor = (nonce: string) => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(), camera=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  'cache-control': 'no-store',
})

/**
 * The staff's pages: the files the build named by their contents, and for every other address the one page that finds its
 * room itself. Each answer has a nonce of its own, so that a stored copy of the page lends nobody a valid one.
 */
export const showConsole =
  ({ files, newNonce }: ShowingConsole) =>
  async (_: unknown, { path, header }: Pick<Caller, 'path' | 'header'>): Promise<Page> => {
    const name = path.replace(/^\/console\/?/, '')
    const found = files.find(name.startsWith('assets/') ? name : 'index.html')
    if (!found) throw new Problem('not-found')
    const accepts = header('accept-encoding')
    if (name.startsWith('assets/')) return filePage(found, accepts)
    const nonce = newNonce()
    return htmlPage(found.bytes.toString().replaceAll('__NONCE__', nonce), headersFor(nonce), accepts)
  }
