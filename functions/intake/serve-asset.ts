import { Problem } from '../../lib/kernel/problem.ts'
import { type BuiltFiles, filePage } from '../../lib/platform/files.ts'
import type { Caller } from '../../lib/platform/http.ts'

export type Serving = { files: Pick<BuiltFiles, 'find'> }

/** The one file whose name lasts: asked for anew each time, at the root, because there it may look after the whole form. */
const WORKER = 'sw.js'
const WORKER_HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'none'; connect-src 'self'",
}

/** Scripts and styles of the form; without a name, its service worker. Only what the build left can be had. */
export const serveAsset =
  ({ files }: Serving) =>
  async (
    { params: { file = WORKER } }: { params: { file?: string | undefined } },
    { header }: Pick<Caller, 'header'>,
  ) => {
    const found = files.find(file)
    if (!found) throw new Problem('not-found')
    const page = filePage(found, header('accept-encoding'))
    return file === WORKER ? { ...page, headers: { ...page.headers, ...WORKER_HEADERS } } : page
  }
