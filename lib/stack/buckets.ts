import type { QueueName } from './queues.ts'
import type { FunctionName } from './services.ts'

/** `writers` may put objects; `readers` may get them, and be told when there is none. Nobody deletes: objects expire. */
export type Bucket = {
  /** Days after which an object is gone; for ever without. */
  keptDays?: number
  /** Phones send to it with a presigned request, and this queue is told of each file. */
  tells?: QueueName
  writers: readonly FunctionName[]
  readers: readonly FunctionName[]
}

export const BUCKETS = {
  /** Files as phones sent them, which nobody has looked at: never shown, gone after a day. */
  staging: { keptDays: 1, tells: 'media', writers: ['beginUpload'], readers: ['processUploads'] },
  /** What residents' photos and voices became: as long as a report may be asked about. */
  media: { keptDays: 730, writers: ['processUploads'], readers: ['showMedia'] },
  /** The county's packed areas, put there when the grids change. */
  geo: {
    writers: ['publishAreas', 'runAreas'],
    readers: [
      'publishAreas',
      'runAreas',
      'routeReport',
      'submitReport',
      'postForm',
      'enterReport',
      'findPlaces',
      'pickPlaces',
    ],
  },
} as const satisfies Record<string, Bucket>

export type BucketName = keyof typeof BUCKETS
