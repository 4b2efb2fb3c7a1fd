import { S3Client } from '@aws-sdk/client-s3'
import { type Objects, objectsIn } from './objects.ts'

/**
 * Buckets by the names the stack gives. Apart from `live`, because esbuild would put the client into every bundle and each
 * cold start would load it.
 */
export function liveObjects(): (bucket: string) => Objects {
  // A checksum that nobody asked for would be one more thing a phone has to send with a presigned request.
  const s3 = new S3Client({
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  return (bucket) => objectsIn(s3, bucket)
}
