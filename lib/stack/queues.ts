import { ANSWERS, type FunctionName } from './services.ts'

/**
 * A queue is named after what its one consumer does. Visibility is six times the consumer's timeout (AWS's own rule),
 * and after `attempts` a message rests fourteen days in the dead-letter queue.
 */
export type Queue = {
  consumer: FunctionName
  timeoutSeconds: number
  attempts: number
  batch: number
  concurrency: number
  senders: readonly FunctionName[]
}

export const QUEUES = {
  routing: {
    consumer: 'routeReport',
    timeoutSeconds: 15,
    attempts: 5,
    batch: 10,
    concurrency: 10,
    senders: ['submitReport', 'postForm', 'enterReport', 'payDebts'],
  },
  media: {
    consumer: 'processUploads',
    timeoutSeconds: 60,
    attempts: 5,
    batch: 1,
    concurrency: 10,
    senders: ['submitReport', 'addUploads', 'sweepUploads'],
  },
  sla: {
    consumer: 'tickReports',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 1,
    concurrency: 20,
    senders: ['sweepReports', 'watchCalendar', 'payDebts'],
  },
  publicity: {
    consumer: 'runCampaign',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 1,
    concurrency: 5,
    senders: ['sweepCampaigns', 'runCampaign', 'payDebts'],
  },
  alerts: {
    consumer: 'fanOut',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 10,
    concurrency: 10,
    senders: [
      'routeReport',
      'tickReports',
      'moveReport',
      'moveOwnReport',
      'postForm',
      'runCampaign',
      'runPosts',
      'runAreas',
      'watchCalendar',
      'payDebts',
      'deliver',
      ...ANSWERS,
    ],
  },
  areas: {
    consumer: 'runAreas',
    timeoutSeconds: 60,
    attempts: 5,
    batch: 1,
    concurrency: 2,
    senders: ['sweepAreas', 'publishMap', 'runAreas', 'payDebts'],
  },
  teams: {
    consumer: 'runPosts',
    timeoutSeconds: 30,
    attempts: 5,
    batch: 1,
    concurrency: 5,
    // Its consumer itself: a post that ends with its grid has rights to be taken back.
    senders: ['sweepPosts', 'changePost', 'runAreas', 'runPosts', 'payDebts'],
  },
  deliveries: {
    consumer: 'deliver',
    timeoutSeconds: 60,
    attempts: 5,
    batch: 5,
    concurrency: 20,
    senders: ['fanOut', 'sweepDeliveries', 'deliver'],
  },
} as const satisfies Record<string, Queue>

export type QueueName = keyof typeof QUEUES
