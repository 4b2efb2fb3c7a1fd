// The Serverless Framework loads CommonJS; Node 24 strips the types. A plain copy, because it refuses a module namespace.
module.exports = { ...require('./render.ts') }
