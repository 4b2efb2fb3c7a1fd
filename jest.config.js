// TypeScript is checked by tsc; swc only strips it. @middy is ESM-only, so it is transformed too.
/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
  transform: {
    '^.+\\.(t|m?j)sx?$': ['@swc/jest', { jsc: { target: 'es2024' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(@middy|openid-client|oauth4webapi|jose|d3-delaunay|delaunator|robust-predicates)/)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/.build/', '<rootDir>/.data/', '<rootDir>/.serverless/'],
  maxWorkers: 2,
  testTimeout: 30_000,
}
