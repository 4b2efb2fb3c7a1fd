import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Page } from '../contracts/http.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
const PACKED = /^(text|application\/json|image\/svg)/

export type BuiltFile = { type: string; bytes: Buffer; packed?: Packed }
type Packed = Record<Packing, Buffer>
type Packing = 'br' | 'gzip'

export type BuiltFiles = {
  /** The build's own list of what a page loads. */
  manifest<Manifest>(): Manifest
  find(name: string): BuiltFile | undefined
}

/**
 * The files the build left for one page, `<root>/<page>`. Which names exist is read once and nothing else is ever opened: a
 * name from an address is looked up, never joined to a path. Nothing is read before the first question, because functions
 * that share the bundle are deployed without the folder.
 */
export function builtFiles(root: string, page: string): BuiltFiles {
  const folder = join(root, page)
  const files = new Map<string, BuiltFile>()
  let names: Set<string> | undefined
  return {
    manifest: () => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')),
    find(name) {
      names ??= servable(folder)
      if (!names.has(name)) return undefined
      const known = files.get(name)
      if (known) return known
      const type = TYPES[extname(name)]!
      const bytes = readFileSync(join(folder, name))
      const file = {
        type,
        bytes,
        ...(PACKED.test(type) && { packed: { br: brotliCompressSync(bytes), gzip: gzipSync(bytes) } }),
      }
      files.set(name, file)
      return file
    },
  }
}

/** What the build keeps for itself (hash, manifest, source maps) is not offered. */
function servable(folder: string): Set<string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.split(sep).join('/'),
  )
  return new Set(
    names.filter((name) => extname(name) in TYPES && !/(^|\/)\.|(^|\/)manifest\.json$/.test(name)),
  )
}

/** A file whose name changes with its contents: whoever has it never asks again. */
export function filePage({ type, bytes, packed }: BuiltFile, accepts: string | undefined): Page {
  const headers = {
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    ...(packed && { vary: 'accept-encoding' }),
  }
  const packing = packingFor(accepts)
  if (packed && packing) return packedPage(200, headers, packed[packing], packing)
  return { status: 200, headers, body: bytes.toString('base64'), isBase64: true }
}

/**
 * What every page says about itself: it loads from and sends to its own origin only, is framed by nobody, and tells nobody
 * its address (a form's holds the QR token). `styles`, `images` and `connections` name what else one may load.
 */
export function pageHeaders({
  styles = '',
  images = '',
  connections = '',
  permissions,
  workers = false,
}: {
  styles?: string
  images?: string
  connections?: string
  permissions: string
  /** Whether it may have a service worker, from its own origin. */
  workers?: boolean
}) {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styles}`.trim(),
    `img-src 'self' data: ${images}`.trim(),
    `media-src 'self' ${images}`.trim(),
    "font-src 'self' data:",
    `connect-src 'self' ${connections}`.trim(),
    ...(workers ? ["worker-src 'self'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'permissions-policy': permissions,
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000',
    'cache-control': 'no-store',
  }
}

/** A page made for this request. API Gateway does not compress, and a phone on a weak signal notices. */
export function htmlPage(html: string, headers: Record<string, string>, accepts: string | undefined): Page {
  const all = {
    'content-type': TYPES['.html']!,
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...headers,
  }
  const packing = packingFor(accepts)
  return packing
    ? packedPage(200, all, PACK[packing](html), packing)
    : { status: 200, headers: all, body: html }
}

/** For one request: nobody waits for the last percent. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
const PACK: Record<Packing, (text: string) => Buffer> = {
  br: (text) => brotliCompressSync(text, QUICK),
  gzip: (text) => gzipSync(text),
}

/** Browsers name `br` over https only; it saves a sixth. */
const packingFor = (accepts = ''): Packing | undefined =>
  (['br', 'gzip'] as const).find((name) =>
    new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepts),
  )

function packedPage(status: number, headers: Record<string, string>, packed: Buffer, packing: Packing): Page {
  return {
    status,
    headers: { ...headers, 'content-encoding': packing },
    body: packed.toString('base64'),
    isBase64: true,
  }
}
