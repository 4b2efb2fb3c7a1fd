import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'

/** One file of exactly this key, type and length may be sent to the address, for so long. */
export type Presign = (key: string, type: string, bytes: number, forSeconds: number) => Promise<string>

/**
 * `origin` is where phones reach the bucket: its own address, or one in front of it. The signature stays good, because
 * whoever stands in front asks the bucket by its own name.
 */
export function presignIn(s3: S3Client, Bucket: string, origin: string): Presign {
  return async (Key, ContentType, ContentLength, expiresIn) => {
    const command = new PutObjectCommand({ Bucket, Key, ContentType, ContentLength })
    const signed = new URL(
      // Unless they are named here, the presigner leaves both out and any file would do.
      await getSignedUrl(s3, command, {
        expiresIn,
        signableHeaders: new Set(['host', 'content-type', 'content-length']),
        unhoistableHeaders: new Set(['content-type', 'content-length']),
      }),
    )
    return new URL(signed.pathname + signed.search, origin).href
  }
}
