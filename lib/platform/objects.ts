import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'

/** The objects of one bucket. */
export type Objects = {
  get(key: string): Promise<{ bytes: Uint8Array; type: string } | undefined>
  /** Replaces what is there: whoever does the same work twice leaves the same object. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
}

export function objectsIn(s3: Pick<S3Client, 'send'>, Bucket: string): Objects {
  return {
    async get(Key) {
      try {
        const { Body, ContentType = '' } = await s3.send(new GetObjectCommand({ Bucket, Key }))
        return { bytes: await Body!.transformToByteArray(), type: ContentType }
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    async put(Key, Body, ContentType) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }))
    },
  }
}
