import type { FunctionSpec } from './functions.ts'

export type Match<Target> = { target: Target; routeKey: string; pathParameters?: Record<string, string> }
type Pattern<Target> = { method: string; parts: string[]; routeKey: string; target: Target }

/** Finds the function for a request as API Gateway does: a written word before `{x}`, `{x}` before `{x+}`. */
export function router<Target>(entries: { spec: FunctionSpec; target: Target }[]) {
  const exact = new Map<string, Match<Target>>()
  const patterns: Pattern<Target>[] = []
  for (const { spec, target } of entries) {
    for (const { httpApi } of spec.events) {
      if (!httpApi) continue
      const [method, path] =
        typeof httpApi === 'string' ? httpApi.split(' ') : [httpApi.method.toUpperCase(), httpApi.path]
      const routeKey = `${method} ${path}`
      if (path!.includes('{')) patterns.push({ method: method!, parts: path!.split('/'), routeKey, target })
      else exact.set(routeKey, { target, routeKey })
    }
  }
  patterns.sort((a, b) => rank(a.parts).localeCompare(rank(b.parts)))

  return (method: string, path: string): Match<Target> | undefined => {
    const literal = exact.get(`${method} ${path}`)
    if (literal) return literal
    const parts = path.split('/')
    for (const pattern of patterns) {
      const pathParameters = pattern.method === method ? valuesIn(pattern.parts, parts) : undefined
      if (pathParameters) return { target: pattern.target, routeKey: pattern.routeKey, pathParameters }
    }
    return undefined
  }
}

/** Sorts the more particular pattern first: 0 a word, 1 one part, 2 all the rest. */
const rank = (parts: string[]) =>
  parts.map((part) => (part.endsWith('+}') ? 2 : part.startsWith('{') ? 1 : 0)).join('')

function valuesIn(pattern: string[], parts: string[]): Record<string, string> | undefined {
  const values: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    if (part.endsWith('+}')) {
      const rest = parts.slice(index).join('/')
      return rest ? { ...values, [part.slice(1, -2)]: decoded(rest) } : undefined
    }
    const given = parts[index]
    if (part.startsWith('{') ? !given : part !== given) return undefined
    if (part.startsWith('{')) values[part.slice(1, -1)] = decoded(given!)
  }
  return pattern.length === parts.length ? values : undefined
}

/** API Gateway decodes before it hands over. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
