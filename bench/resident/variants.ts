import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { buildResident } from '../../web/resident/build.ts'
import type * as PageFile from '../../web/resident/page.tsx'
import { SAYS } from './form.ts'
import { plainPage, weuiPage } from './plain.ts'

/** One way to make the form: its page, and the files the page asks for. `ready` is there when its first answer can be given. */
export type Variant = {
  name: string
  html: string
  files: Map<string, Buffer>
  ready: string
  /** Bytes of the script that takes the page over, where that is fetched later. */
  wakes?: number
}

const folder = join(process.cwd(), '.build/bench/resident')
const root = join(import.meta.dirname, '../..')

export const OURS = 'ours'
export const PLAIN = 'plain HTML'
export const ANTD = 'antd-mobile'

/** Ours and four others, each in its library's best build: minified, production, nothing that is not used. */
export async function variants(): Promise<Variant[]> {
  mkdirSync(folder, { recursive: true })
  const weui = readFileSync(new URL(import.meta.resolve('weui/dist/style/weui.min.css')))
  return [
    await ours(),
    { name: PLAIN, html: plainPage(), files: new Map(), ready: 'input[name=category]' },
    {
      name: 'weui',
      html: weuiPage('weui.css'),
      files: new Map([['weui.css', weui]]),
      ready: 'input[name=category]',
    },
    await bundled('vant + vue', 'vant.ts', '.van-radio'),
    await bundled(ANTD, 'antd-mobile.tsx', '.adm-radio'),
  ]
}

/** The page of a code as it is served, of a place that is known. */
async function ours(): Promise<Variant> {
  const out = join(folder, 'ours')
  await buildResident(out)
  const page = join(folder, 'page.mjs')
  await build({
    entryPoints: [join(root, 'web/resident/page.tsx')],
    outfile: page,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  const { renderPage } = (await import(pathToFileURL(page).href)) as typeof PageFile
  const unit = { name: '凤凰社区第一网格', phone: '0530-0000006' }
  const place = { known: true, revoked: false, place: '凤凰社区 · 凤凰花园3号楼', unit }
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
  const html = renderPage({ token: '1.k1.phoenix1.E0Vn4ekW8TUONA', place }, manifest)
  const names = readdirSync(out).filter((name) => /\.(js|css)$/.test(name))
  const files = new Map(names.map((name) => [`assets/${name}`, readFileSync(join(out, name))]))
  const worker = files.get('assets/sw.js')!
  files.delete('assets/sw.js')
  return {
    name: OURS,
    html,
    files: files.set('sw.js', worker),
    ready: 'button[name=category]',
    wakes: manifest.after,
  }
}

async function bundled(name: string, entry: string, ready: string): Promise<Variant> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, entry)],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2018',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
    logLevel: 'error',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)]))
  const [script, style] = ['.js', '.css'].map((end) => [...files.keys()].find((one) => one.endsWith(end)))
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${SAYS.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/${style}">
<script type="module" src="/${script}"></script></head><body><div id="app"></div></body></html>`
  return { name, html, files, ready }
}
