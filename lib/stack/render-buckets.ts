import { arnOf, bucketId, bucketName, queueId, type Resource, STACK, sub } from './render-names.ts'
import { BUCKETS, type Bucket, type BucketName, type QueueName } from './stack.ts'

/** Encrypted, open to nobody outside; it outlives its stack, and its objects leave when their days are over. */
export function renderBucket(name: BucketName): Resource {
  const { keptDays, tells }: Bucket = BUCKETS[name]
  return {
    Type: 'AWS::S3::Bucket',
    ...(tells && { DependsOn: [arrivalsPolicyId(name)] }),
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
      ...(tells && fromPhones(tells)),
    },
  }
}

/** Browsers ask first whether the page may send here; the page's own origin may, what it was given a signature for. */
const fromPhones = (queue: QueueName) => ({
  CorsConfiguration: {
    CorsRules: [
      {
        AllowedOrigins: ['${self:custom.PUBLIC_URL}'],
        AllowedMethods: ['PUT'],
        AllowedHeaders: ['content-type'],
        MaxAge: 3600,
      },
    ],
  },
  NotificationConfiguration: {
    QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arnOf(queueId(queue)) }],
  },
})

export const arrivalsPolicyId = (name: BucketName) => `${bucketId(name)}ArrivalsPolicy`

/** The bucket may send to the queue it tells. It is asked for by name: the bucket itself waits for this. */
export function renderArrivalsPolicy(name: BucketName, queue: QueueName): Resource {
  return {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: queueId(queue) }],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: arnOf(queueId(queue)),
            Condition: {
              ArnEquals: {
                'aws:SourceArn': sub(`arn:\${AWS::Partition}:s3:::${STACK}-${name}-\${AWS::AccountId}`),
              },
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            },
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
