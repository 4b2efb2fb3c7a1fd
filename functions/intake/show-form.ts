import { KeptReceipt } from '../../lib/contracts/answers.ts'
import type { AnswerOf, Page } from '../../lib/contracts/http.ts'
import { type BuiltFiles, htmlPage, pageHeaders } from '../../lib/platform/files.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { EMPTY, type Posted, type Start } from '../../web/resident/draft.ts'
import { type Manifest, renderPage } from '../../web/resident/page.tsx'
import { renderPrivacy } from '../../web/resident/privacy.tsx'
import type { Receipt } from '../../web/resident/send.ts'

export type Showing = {
  resolve(request: { params: { token: string } }): Promise<AnswerOf<'resolveCode'>>
  files: Pick<BuiltFiles, 'manifest'>
  /** Where the page sends photos, besides to its own origin. */
  uploadOrigin?: string
}

/** Of every page of the form. */
export const formHeaders = ({ styleHash }: Manifest, uploadOrigin = '') =>
  pageHeaders({
    styles: `'${styleHash}'`,
    images: 'blob:',
    connections: uploadOrigin,
    permissions: 'geolocation=(self), microphone=(self)',
    workers: true,
  })

/** Number and PIN on their way from the form that sent them to the page that shows them, for ten minutes. */
const RECEIPT = '__Host-receipt'
export const receiptCookie = (receipt: Receipt) =>
  `${RECEIPT}=${Buffer.from(JSON.stringify(receipt)).toString('base64url')}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=600`

function receiptIn(cookies: readonly string[]): Receipt | undefined {
  const [, given] = cookies.map((cookie) => cookie.split('=')).find(([name]) => name === RECEIPT) ?? []
  try {
    return given ? KeptReceipt.parse(JSON.parse(Buffer.from(given, 'base64url').toString())) : undefined
  } catch {
    return undefined
  }
}

/** The form a QR code opens, drawn with its first question. A code nobody knows opens it too, with a warning; so does none. */
export const showForm = ({ resolve, files, uploadOrigin }: Showing) => {
  let manifest: Manifest | undefined
  return async (
    { params }: { params: { token?: string | undefined } },
    { header, path, cookies, query }: Pick<Caller, 'header' | 'path' | 'cookies' | 'query'>,
  ): Promise<Page> => {
    manifest ??= files.manifest<Manifest>()
    const headers = formHeaders(manifest, uploadOrigin)
    // Of a page that says nothing about a person: the phone may keep it, and asks each time whether it is still so.
    const keptHeaders = { ...headers, 'cache-control': 'private, no-cache' }
    const language = query.get('lang') === 'en' ? 'en' : 'zh'
    const draw = (html: string) => htmlPage(html, keptHeaders, header('accept-encoding'))
    if (path === '/privacy') return draw(renderPrivacy(language, manifest))
    const token = params.token ?? ''
    const place = token ? await resolve({ params: { token } }) : { known: false, revoked: false }
    const receipt = receiptIn(cookies)
    const step = path === '/follow' ? ('follow' as const) : receipt && ('done' as const)
    const posted = step && { ...NOTHING, step, language, ...(step === 'done' && receipt && { receipt }) }
    const start: Start = { token, place, ...(posted && { posted: posted as Posted }) }
    const html = renderPage(start, manifest)
    if (step !== 'done') return draw(html)
    const page = htmlPage(html, headers, header('accept-encoding'))
    return { ...page, cookies: [`${RECEIPT}=; Path=/; Secure; Max-Age=0`] }
  }
}

const NOTHING = { draft: EMPTY, errors: [], isElder: false, similar: [] }
