/**
 * A plugin of the Serverless Framework: the API calls its functions in a role of its own, which may call exactly those, in
 * place of a permission on each function. CloudFormation stops at 500 resources in a stack, and these are 61 fewer.
 */
module.exports = class OneCaller {
  constructor(serverless) {
    this.hooks = {
      'before:package:finalize': () =>
        oneCaller(serverless.service.provider.compiledCloudFormationTemplate.Resources),
    }
  }
}

const isPermission = ([id]) => id.endsWith('LambdaPermissionHttpApi')
const isIntegration = ([, { Type }]) => Type === 'AWS::ApiGatewayV2::Integration'

function oneCaller(resources) {
  const permissions = Object.entries(resources).filter(isPermission)
  const called = permissions.map(([, { Properties }]) => Properties.FunctionName)
  for (const [id] of permissions) delete resources[id]
  resources.HttpApiRole = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: [
        {
          PolicyName: 'calls',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: called }],
          },
        },
      ],
    },
  }
  for (const [, { Properties }] of Object.entries(resources).filter(isIntegration))
    Properties.CredentialsArn = { 'Fn::GetAtt': ['HttpApiRole', 'Arn'] }
}
