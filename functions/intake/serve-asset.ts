import { Problem } from '../../lib/kernel/problem.ts'
import { type BuiltFiles, filePage } from '../../lib/platform/files.ts'
import type { Caller } from '../../lib/platform/http.ts'

export type Serving = { files: Pick<BuiltFiles, 'find'> }

/** Scripts and styles of the form. Only what the build left can be had. */
export const serveAsset =
  ({ files }: Serving) =>
  async ({ params: { file } }: { params: { file: string } }, { header }: Pick<Caller, 'header'>) => {
    const found = files.find(file)
    if (!found) throw new Problem('not-found')
    return filePage(found, header('accept-encoding'))
  }
