import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { NATIVE } from './build.ts'

type Manifest = { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }

/** The platform serverless.yml names; glibc, as Amazon Linux has. */
export const LAMBDA = 'linux-arm64'

/**
 * Copies the packages that no bundle holds, with all they need on this platform, to `<folder>/node_modules`, and returns
 * those that are not installed here. A copy for another platform does no harm beside the bundle: what is missing for this
 * machine is found further up.
 */
export function copyNative(root: string, folder: string, platform: string): string[] {
  const to = join(folder, 'node_modules')
  rmSync(to, { recursive: true, force: true })
  const packages = neededOn(root, platform)
  const missing = packages.filter((name) => !existsSync(join(root, 'node_modules', name)))
  for (const name of packages)
    if (!missing.includes(name)) cpSync(join(root, 'node_modules', name), join(to, name), { recursive: true })
  return missing
}

function neededOn(root: string, platform: string): string[] {
  const needed = new Set<string>()
  const add = (name: string) => {
    if (needed.has(name)) return
    needed.add(name)
    const file = join(root, 'node_modules', name, 'package.json')
    if (!existsSync(file)) return
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
      readFileSync(file, 'utf8'),
    ) as Manifest
    const own = Object.keys(optionalDependencies).filter((one) => one.endsWith(`-${platform}`))
    for (const one of [...Object.keys(dependencies), ...own]) add(one)
  }
  for (const name of NATIVE) add(name)
  return [...needed]
}
