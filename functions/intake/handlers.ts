import { builtFiles } from '../../lib/platform/files.ts'
import { http } from '../../lib/platform/http.ts'
import { live } from '../../lib/platform/live.ts'
import { followReport as follow } from './follow-report.ts'
import { moveOwnReport as moveOwn } from './move-own-report.ts'
import { resolveCode as resolve } from './resolve-code.ts'
import { serveAsset as serve } from './serve-asset.ts'
import { showForm as show } from './show-form.ts'
import { submitReport as submit } from './submit-report.ts'

const {
  log,
  now,
  pages,
  calendar,
  reports,
  history,
  grids,
  codes,
  policies,
  buckets,
  codeKeys,
  pinKeys,
  dataKeys,
  ledgerOfReports: ledger,
} = live('intake')

const resolving = { findCode: codes.find, findGrid: grids.find, codeKeys }
const following = {
  findByNumber: reports.findByNumber,
  historyOf: history.of,
  findGrid: grids.find,
  buckets,
  pinKeys,
  dataKeys,
  now,
}

const files = builtFiles(pages, 'resident')
const place = resolve(resolving)

export const showForm = http('showForm', show({ resolve: place, files }), log)
export const serveAsset = http('serveAsset', serve({ files }), log)
export const resolveCode = http('resolveCode', place, log)
export const submitReport = http(
  'submitReport',
  submit({ ledger, policyAt: policies.current, calendar, now, codeKeys, pinKeys, dataKeys }),
  log,
)
export const followReport = http('followReport', follow(following), log)
export const moveOwnReport = http(
  'moveOwnReport',
  moveOwn({ ...following, ledger, policy: policies.version, calendar }),
  log,
)
