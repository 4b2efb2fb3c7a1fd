import { buildSync } from 'esbuild'
import { type FunctionName, type ServiceName, serviceOf } from '../../lib/stack/stack.ts'
import { NATIVE } from '../../local/build.ts'

export type Run = (event: unknown, context: unknown) => Promise<never>
type Handlers = Record<string, Run>
type Start = (module: { exports: Handlers }, require: NodeJS.Require, own: NodeJS.Process) => void

/**
 * Starts functions as Lambda does: each with its own copy of its service's bundle and its own environment, so that nothing
 * one function remembers saves another a request. What has started stays warm.
 */
export function coldStarts(environmentOf: (name: FunctionName) => Record<string, string>) {
  const bundles = new Map<ServiceName, Start>()
  const warm = new Map<FunctionName, Run>()
  return (name: FunctionName): Run => {
    const known = warm.get(name)
    if (known) return known
    const service = serviceOf(name)
    const bundle = bundles.get(service) ?? bundleOf(service)
    bundles.set(service, bundle)
    const module = { exports: {} as Handlers }
    bundle(module, require, Object.create(process, { env: { value: environmentOf(name) } }))
    const run = module.exports[name]
    if (!run) throw new Error(`${service} exports no ${name}`)
    warm.set(name, run)
    return run
  }
}

function bundleOf(service: ServiceName): Start {
  const { outputFiles } = buildSync({
    entryPoints: [`functions/${service}/handlers.ts`],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: NATIVE,
    mainFields: ['module', 'main'],
    supported: { 'dynamic-import': false }, // Jest has none; the SDK asks for node:http by it
    write: false,
  })
  return new Function('module', 'require', 'process', outputFiles[0]!.text) as Start
}
