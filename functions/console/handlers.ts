import { builtFiles } from '../../lib/platform/files.ts'
import { http, staffHttp } from '../../lib/platform/http.ts'
import { shownUploads } from '../../lib/platform/links.ts'
import { live } from '../../lib/platform/live.ts'
import { authenticateBy, keepAlive } from '../../lib/platform/session.ts'
import { listCodes as codesOf, listGrids as gridsOf } from './list-directory.ts'
import { listReports as list } from './list-reports.ts'
import { moveReport as move } from './move-report.ts'
import { openId } from './openid.ts'
import { readReport as read } from './read-report.ts'
import { showConsole as show } from './show-console.ts'
import { signIn as begin, completeSignIn as complete, signOut as end } from './sign-in.ts'

const {
  log,
  now,
  newId,
  pages,
  calendar,
  rungs,
  reports,
  history,
  grids,
  codes,
  policies,
  people,
  sessions,
  uploads,
  mediaKeys,
  codeKeys,
  dataKeys,
  ledgerOfReports: ledger,
  config,
} = live('console')
const { PUBLIC_URL: publicUrl, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config.settings

const authenticate = authenticateBy({ sessions, people, now })
const provider = openId({ issuer, clientId, clientSecret: config.secrets.OIDC_CLIENT_SECRET, publicUrl })
const signingIn = { provider, sessions, people, newId, now }
const reading = {
  find: reports.find,
  historyOf: history.of,
  policy: policies.version,
  calendar,
  dataKeys,
  now,
  showUploads: (ids: readonly string[] | undefined) => shownUploads({ uploads, mediaKeys, now }, ids),
}

export const showConsole = http(
  'showConsole',
  show({ files: builtFiles(pages, 'console'), newNonce: newId }),
  log,
)
export const signIn = http('signIn', begin(signingIn), log)
export const completeSignIn = http('completeSignIn', complete(signingIn), log)
export const signOut = staffHttp(
  'signOut',
  authenticate,
  (request, _, caller) => end(signingIn)(request, caller),
  log,
)
export const readSession = staffHttp(
  'readSession',
  authenticate,
  async (_, { id, name, assignments }, caller) => {
    await keepAlive({ sessions, now }, caller)
    return { staff: { id, name, assignments: [...assignments] }, now: now() }
  },
  log,
)

export const listReports = staffHttp('listReports', authenticate, list({ reports }), log)
export const readReport = staffHttp('readReport', authenticate, read(reading), log)
export const moveReport = staffHttp(
  'moveReport',
  authenticate,
  move({ ...reading, ledger, rungs, allGrids: grids.all }),
  log,
)
export const listGrids = staffHttp('listGrids', authenticate, gridsOf({ grids }), log)
export const listCodes = staffHttp('listCodes', authenticate, codesOf({ codes, codeKeys, publicUrl }), log)
