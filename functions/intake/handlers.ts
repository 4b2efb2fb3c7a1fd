import { builtFiles } from '../../lib/platform/files.ts'
import { guard } from '../../lib/platform/guard.ts'
import { http, staffHttp } from '../../lib/platform/http.ts'
import { shownUploads } from '../../lib/platform/links.ts'
import { live } from '../../lib/platform/live.ts'
import { liveAtlas } from '../../lib/platform/live-atlas.ts'
import { proofs } from '../../lib/platform/proof.ts'
import { authenticateBy } from '../../lib/platform/session.ts'
import { toWgs84 } from '../../lib/platform/to-wgs84.ts'
import { addUploads as add } from './add-uploads.ts'
import { admitReport } from './admit-report.ts'
import { enterReport as enter } from './enter-report.ts'
import { findSimilar as similar } from './find-similar.ts'
import { followReport as follow, openReport as open } from './follow-report.ts'
import { listPlaces as list } from './list-places.ts'
import { moveOwnReport as moveOwn } from './move-own-report.ts'
import { ownData as data } from './own-data.ts'
import { postForm as post } from './post-form.ts'
import { resolveCode as resolve } from './resolve-code.ts'
import { serveAsset as serve } from './serve-asset.ts'
import { showForm as show } from './show-form.ts'
import { submitReport as submit } from './submit-report.ts'
import { supportReport as support } from './support-report.ts'
import { settleUploads, takeUploads } from './take-uploads.ts'

const {
  log,
  now,
  config,
  pages,
  calendar,
  reports,
  history,
  grids,
  codes,
  policies,
  buckets,
  people,
  sessions,
  uploads,
  publish,
  draws,
  jitter,
  floodKeys,
  mediaKeys,
  newId,
  codeKeys,
  pinKeys,
  dataKeys,
  ledgerOfReports: ledger,
} = live('intake')

const watch = guard({ draws, floodKeys, now, log })
const { limited } = watch
const admit = admitReport({ guard: watch, proofs: proofs({ floodKeys, now, dice: jitter }) })

const resolving = { findCode: codes.find, findGrid: grids.find, codeKeys }
const following = {
  findByNumber: reports.findByNumber,
  historyOf: history.of,
  findGrid: grids.find,
  policy: policies.version,
  calendar,
  buckets,
  pinKeys,
  dataKeys,
  now,
  showUploads: (ids: readonly string[] | undefined) => shownUploads({ uploads, mediaKeys, now }, ids),
}

const atlas = liveAtlas(config, { log, now })
const places = async () => (await atlas())?.places
const taking = { uploads, publish, mediaKeys, now, log }
const takes = { take: takeUploads(taking), settle: settleUploads(taking) }
const intake = {
  ledger,
  policyAt: policies.current,
  calendar,
  now,
  places,
  codeKeys,
  pinKeys,
  dataKeys,
  ...takes,
}
const moving = { ...following, ledger, policy: policies.version, calendar }
const supporting = { findByNumber: reports.findByNumber, ledger, pinKeys }
const comparing = { around: reports.around, findCode: codes.find, toWgs84, codeKeys, now }

const files = builtFiles(pages, 'resident')
const place = resolve(resolving)
const authenticate = authenticateBy({ sessions, people, now })

export const showForm = http(
  'showForm',
  show({ resolve: place, files, uploadOrigin: config.settings.UPLOAD_ORIGIN }),
  log,
)
export const postForm = http(
  'postForm',
  limited(
    'follow',
    post({
      resolve: place,
      files,
      uploadOrigin: config.settings.UPLOAD_ORIGIN,
      submit: submit({ ...intake, admit }),
      similar: similar(comparing),
      support: support(supporting),
      follow: open(following),
      move: moveOwn(moving),
      newId,
    }),
  ),
  log,
)
export const serveAsset = http('serveAsset', serve({ files }), log)
export const resolveCode = http('resolveCode', limited('lookup', place), log)
export const listPlaces = http('listPlaces', limited('lookup', list({ grids, codes })), log)
export const submitReport = http('submitReport', submit({ ...intake, admit }), log)
export const enterReport = staffHttp('enterReport', authenticate, enter(intake), log)
export const findSimilar = http('findSimilar', limited('lookup', similar(comparing)), log)
export const supportReport = http('supportReport', limited('follow', support(supporting)), log)
export const addUploads = http('addUploads', limited('follow', add({ ...following, ledger, ...takes })), log)
export const followReport = http('followReport', limited('follow', follow(following)), log)
export const openReport = http('openReport', limited('follow', open(following)), log)
export const moveOwnReport = http('moveOwnReport', limited('follow', moveOwn(moving)), log)
export const ownData = http('ownData', limited('follow', data({ ...following, ledger })), log)
