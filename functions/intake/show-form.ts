import type { AnswerOf, Page } from '../../lib/contracts/http.ts'
import { type BuiltFiles, htmlPage, pageHeaders } from '../../lib/platform/files.ts'
import type { Caller } from '../../lib/platform/http.ts'
import { type Manifest, renderPage } from '../../web/resident/page.tsx'

export type Showing = {
  resolve(request: { params: { token: string } }): Promise<AnswerOf<'resolveCode'>>
  files: Pick<BuiltFiles, 'manifest'>
  /** Where the page sends photos, besides to its own origin. */
  uploadOrigin?: string
}

/** The form a QR code opens, drawn with its first question. A code nobody knows opens it too, with a warning. */
export const showForm = ({ resolve, files, uploadOrigin = '' }: Showing) => {
  const headers = pageHeaders({
    images: 'blob:',
    connections: uploadOrigin,
    permissions: 'geolocation=(self), microphone=(self)',
  })
  let manifest: Manifest | undefined
  return async (
    { params }: { params: { token: string } },
    { header }: Pick<Caller, 'header'>,
  ): Promise<Page> => {
    manifest ??= files.manifest<Manifest>()
    const html = renderPage({ token: params.token, place: await resolve({ params }) }, manifest)
    return htmlPage(html, headers, header('accept-encoding'))
  }
}
