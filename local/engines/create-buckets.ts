import {
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { BUCKETS, type Bucket, type BucketName, bucketEnv } from '../../lib/stack/stack.ts'

/** Makes every bucket of the stack that is missing and returns their names as the functions are told them. */
export async function createBuckets(s3: S3Client, prefix: string): Promise<Record<string, string>> {
  const made = (Object.keys(BUCKETS) as BucketName[]).map(async (name) => {
    const Bucket = `${prefix}-${name}`
    const { keptDays }: Bucket = BUCKETS[name]
    await s3.send(new CreateBucketCommand({ Bucket }))
    if (keptDays) {
      const Rules = [{ ID: 'leave', Status: 'Enabled' as const, Filter: {}, Expiration: { Days: keptDays } }]
      await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }))
    }
    return [bucketEnv(name), Bucket]
  })
  return Object.fromEntries(await Promise.all(made)) as Record<string, string>
}
