import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.ts'
import { copyNative, LAMBDA } from './native.ts'

/**
 * `npm run package -- …` and `npm run deploy -- …`: builds, then hands over to the Serverless Framework with the same
 * arguments. Packaging needs no account and no network; deploying takes credentials from where the AWS tools look.
 */
const root = join(import.meta.dirname, '..')
const given = process.argv.slice(2)
const isDeploy = given[0] === 'deploy'
const args = isDeploy ? given : ['package', ...given]

// Packaging asks nobody who we are, but the framework wants to see that it could: a profile would be looked up.
const { AWS_PROFILE: _, ...plain } = process.env
const offline = { ...plain, AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' }

try {
  await build()
  const missing = copyNative(root, join(root, '.build/functions/media'), LAMBDA)
  if (missing.length > 0) {
    const line = `${missing.join(', ')}: not installed here, so Lambda could draw no photo.
  npm install --no-save --os=linux --cpu=arm64 --libc=glibc ${missing.join(' ')}`
    if (isDeploy) throw new Error(line)
    console.warn(line)
  }
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/serverless/bin/serverless.js'), ...args],
    { stdio: 'inherit', env: isDeploy ? process.env : offline },
  )
  process.exitCode = status ?? 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
