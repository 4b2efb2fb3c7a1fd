import { arnOf, bucketId, bucketName, type Resource, sub } from './render-names.ts'
import { BUCKETS, type Bucket, type BucketName } from './stack.ts'

/** Encrypted, open to nobody outside; it outlives its stack, and its objects leave when their days are over. */
export function renderBucket(name: BucketName): Resource {
  const { keptDays }: Bucket = BUCKETS[name]
  return {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketName: bucketName(name),
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'leave',
            Status: 'Enabled',
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
            ...(keptDays && { ExpirationInDays: keptDays }),
          },
        ],
      },
    },
  }
}

/** Nothing goes in or out unencrypted. */
export function renderBucketPolicy(name: BucketName): Resource {
  const bucket = bucketId(name)
  return {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: bucket },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [arnOf(bucket), sub(`\${${bucket}.Arn}/*`)],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    },
  }
}
