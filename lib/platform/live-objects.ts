import { S3Client } from '@aws-sdk/client-s3'
import { type Objects, objectsIn } from './objects.ts'

/**
 * The client of the buckets. Apart from `live`, because esbuild would put it into every bundle and each cold start would
 * load it.
 */
export const liveS3 = () =>
  // A checksum that nobody asked for would be one more thing a phone has to send with a presigned request.
  new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' })

/** Buckets by the names the stack gives. */
export function liveObjects(): (bucket: string) => Objects {
  const s3 = liveS3()
  return (bucket) => objectsIn(s3, bucket)
}
