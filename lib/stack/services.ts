/**
 * The functions of each service, as their folders export them, and the settings and secrets its code must be given.
 * A secret is a key ring `kid:base64url,kid:base64url`, the first one current; OIDC_CLIENT_SECRET is the bare secret.
 */
export const SERVICES = {
  intake: {
    functions: [
      'resolveCode',
      'listPlaces',
      'showForm',
      'postForm',
      'serveAsset',
      'submitReport',
      'enterReport',
      'findSimilar',
      'supportReport',
      'addUploads',
      'followReport',
      'openReport',
      'moveOwnReport',
      'ownData',
    ],
    settings: ['PUBLIC_URL', 'UPLOAD_ORIGIN'],
    secrets: ['CODE_KEYS', 'PIN_KEYS', 'DATA_KEYS', 'MEDIA_KEYS', 'FLOOD_KEYS'],
  },
  media: {
    functions: ['beginUpload', 'sweepUploads', 'processUploads', 'showMedia'],
    settings: ['UPLOAD_ORIGIN'],
    secrets: ['DATA_KEYS', 'MEDIA_KEYS', 'FLOOD_KEYS'],
  },
  routing: {
    functions: ['routeReport', 'findPlaces', 'pickPlaces', 'listRules', 'tryRules', 'publishRules'],
    settings: [],
    secrets: ['FLOOD_KEYS'],
  },
  sla: {
    functions: [
      'sweepReports',
      'tickReports',
      'listPolicies',
      'publishPolicy',
      'simulatePolicy',
      'readCalendar',
      'decideCalendar',
      'watchCalendar',
    ],
    settings: [],
    secrets: [],
  },
  publicity: {
    functions: ['sweepCampaigns', 'runCampaign', 'listCampaigns', 'planCampaign', 'moveCampaign'],
    settings: [],
    secrets: [],
  },
  alerts: {
    functions: [
      'fanOut',
      'deliver',
      'sweepDeliveries',
      'listEndpoints',
      'createEndpoint',
      'moveEndpoint',
      'testEndpoint',
      'rotateEndpoint',
      'listDeliveries',
      'replayDeliveries',
      'setCallback',
      'listIdentities',
      'mapIdentity',
      'showAnswer',
      'confirmAnswer',
      'verifyWecom',
      'hearWecom',
      'hearDingtalk',
      'hearFeishu',
    ],
    settings: ['PUBLIC_URL', 'OUTBOUND'],
    secrets: ['DATA_KEYS'],
  },
  console: {
    functions: [
      'showConsole',
      'signIn',
      'completeSignIn',
      'readSession',
      'signOut',
      'listReports',
      'readReport',
      'moveReport',
      'listGrids',
      'listCodes',
    ],
    settings: ['PUBLIC_URL', 'OIDC_ISSUER', 'OIDC_CLIENT_ID'],
    secrets: ['CODE_KEYS', 'DATA_KEYS', 'MEDIA_KEYS', 'OIDC_CLIENT_SECRET'],
  },
  areas: {
    functions: [
      'sweepAreas',
      'runAreas',
      'importAreas',
      'publishAreas',
      'publishMap',
      'listEditions',
      'exportAreas',
    ],
    settings: [],
    secrets: [],
  },
  teams: {
    functions: ['sweepPosts', 'runPosts', 'listPosts', 'changePost', 'readWorkload'],
    settings: [],
    secrets: [],
  },
  insights: { functions: ['countIndicators', 'readIndicators'], settings: [], secrets: [] },
  relay: {
    functions: ['payDebts', 'health', 'openapi', 'webhookSchema'],
    settings: ['STACK_ENGINE', 'STACK_QUEUE', 'STACK_VERSION'],
    secrets: [],
  },
} as const satisfies Record<
  string,
  { functions: readonly string[]; settings: readonly string[]; secrets: readonly string[] }
>

/** Settings of every service: metrics are told apart by stage. */
export const EVERYWHERE = ['STAGE'] as const

export type ServiceName = keyof typeof SERVICES
export type FunctionName = (typeof SERVICES)[ServiceName]['functions'][number]
export type SettingName = (typeof SERVICES)[ServiceName]['settings'][number] | (typeof EVERYWHERE)[number]
export type SecretName = (typeof SERVICES)[ServiceName]['secrets'][number]

/** Staff routes look up the session of whoever asks. */
export const BEHIND_SESSION = [
  'readSession',
  'signOut',
  'listReports',
  'enterReport',
  'readReport',
  'moveReport',
  'listGrids',
  'listCodes',
  'pickPlaces',
  'listRules',
  'tryRules',
  'publishRules',
  'publishAreas',
  'listPolicies',
  'publishPolicy',
  'readCalendar',
  'decideCalendar',
  'listCampaigns',
  'planCampaign',
  'moveCampaign',
  'listEndpoints',
  'createEndpoint',
  'moveEndpoint',
  'testEndpoint',
  'rotateEndpoint',
  'listDeliveries',
  'replayDeliveries',
  'setCallback',
  'listIdentities',
  'mapIdentity',
  'listPosts',
  'changePost',
  'readWorkload',
  'importAreas',
  'publishMap',
  'listEditions',
  'exportAreas',
  'readIndicators',
  'simulatePolicy',
] as const satisfies readonly FunctionName[]

/** What comes from a chat robot's vendor. */
export const CALLBACKS = [
  'hearWecom',
  'hearDingtalk',
  'hearFeishu',
] as const satisfies readonly FunctionName[]
/** A person acts from a chat, by a link or by a message. */
export const ANSWERS = ['confirmAnswer', ...CALLBACKS] as const satisfies readonly FunctionName[]
