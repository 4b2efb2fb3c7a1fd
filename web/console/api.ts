import { api, ProblemError } from '../shared/api.ts'
import { language, t } from './words.ts'

/** The console's header proves to the server that a change comes from these pages (lib/platform/session.ts). */
const ask = api(
  {
    readSession: 'GET /api/session',
    signOut: 'POST /api/session/sign-out',
    listReports: 'GET /api/staff/reports',
    readReport: 'GET /api/staff/reports/{id}',
    enterReport: 'POST /api/staff/reports',
    moveReport: 'POST /api/staff/reports/{id}/moves',
    listGrids: 'GET /api/staff/grids',
    listCampaigns: 'GET /api/staff/campaigns',
    listRules: 'GET /api/staff/rules',
    tryRules: 'POST /api/staff/rules/trial',
    publishRules: 'POST /api/staff/rules',
    readWorkload: 'GET /api/staff/workload',
    listPosts: 'GET /api/staff/posts',
    changePost: 'POST /api/staff/posts/{area}/{role}',
    importAreas: 'POST /api/staff/areas/import',
    publishMap: 'POST /api/staff/areas/editions',
    listEditions: 'GET /api/staff/areas/editions',
    readCalendar: 'GET /api/staff/calendar',
    listPolicies: 'GET /api/staff/policies',
    publishPolicy: 'POST /api/staff/policies',
    simulatePolicy: 'POST /api/staff/policies/simulate',
    readIndicators: 'GET /api/staff/indicators',
    decideCalendar: 'POST /api/staff/calendar/decisions',
    planCampaign: 'POST /api/staff/campaigns',
    moveCampaign: 'POST /api/staff/campaigns/{id}/moves',
    listEndpoints: 'GET /api/staff/endpoints',
    createEndpoint: 'POST /api/staff/endpoints',
    moveEndpoint: 'POST /api/staff/endpoints/{area}/{id}',
    testEndpoint: 'POST /api/staff/endpoints/{area}/{id}/test',
    rotateEndpoint: 'POST /api/staff/endpoints/{area}/{id}/rotate',
    listDeliveries: 'GET /api/staff/deliveries',
    setCallback: 'POST /api/staff/endpoints/{area}/{id}/callback',
    listIdentities: 'GET /api/staff/endpoints/{area}/{id}/identities',
    mapIdentity: 'POST /api/staff/endpoints/{area}/{id}/identities',
    replayDeliveries: 'POST /api/staff/endpoints/{area}/{id}/replay',
  },
  { headers: () => ({ 'x-fenghuang': 'console', 'accept-language': language }) },
)

const SIGNED_OUT = new EventTarget()

export const call: typeof ask = async (name, options) => {
  try {
    return await ask(name, options)
  } catch (error) {
    if (isProblem(error, 'signed-out')) SIGNED_OUT.dispatchEvent(new Event('now'))
    throw error
  }
}

/** Whichever request finds the session gone, the whole desk must hear of it. */
export function onSignedOut(listener: () => void): () => void {
  SIGNED_OUT.addEventListener('now', listener)
  return () => SIGNED_OUT.removeEventListener('now', listener)
}

export function isProblem(error: unknown, ...codes: string[]): error is ProblemError {
  return error instanceof ProblemError && (codes.length === 0 || codes.includes(error.code))
}

/** What to tell the person, and what to quote when asking for help. */
export function wordsOf(error: unknown): { words: string; requestId?: string } {
  if (!isProblem(error)) return { words: t.offline }
  const { title, instance } = error.problem
  return { words: title || t.offline, ...(instance && { requestId: instance }) }
}
