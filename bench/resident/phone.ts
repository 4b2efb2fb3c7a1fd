import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import type { Variant } from './variants.ts'

const CHROMIUM = '/usr/bin/chromium'
/** A weak phone on a weak signal (performance.md H): four times slower, 1.6 Mbit/s, 150 ms. */
const SLOWER = 4
const SIGNAL = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 }

/** In milliseconds from the navigation; `script` is time the processor spent. */
export type Opened = { form: number; rest: number; script: number; bytes: number; isWhole: boolean }

export const packed = (bytes: Buffer | string) => brotliCompressSync(bytes)

/** Serves one variant, brotli throughout, with the page under any name that is no file. */
function serve({ html, files }: Variant): Promise<Server> {
  const page = packed(html)
  const ready = new Map([...files].map(([name, bytes]) => [name, packed(bytes)]))
  const server = createServer(({ url = '/' }, response) => {
    const name = url.slice(1)
    const found = ready.get(name)
    const isMissing = !found && /\.\w+$/.test(name) && !name.startsWith('q/')
    const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html'
    response.writeHead(isMissing ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-encoding': 'br',
      'cache-control': 'no-store',
    })
    response.end(found ?? page)
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)))
}

export type Phone = { open(variant: Variant): Promise<Opened>; stop(): Promise<void> }

/** Chromium as a phone that has never been here; undefined where there is none. */
export async function aPhone(all: readonly Variant[]): Promise<Phone | undefined> {
  if (!existsSync(CHROMIUM)) return undefined
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  const servers = new Map(await Promise.all(all.map(async (one) => [one.name, await serve(one)] as const)))
  return {
    open: (variant) => open(browser, variant, servers.get(variant.name)!),
    async stop() {
      await browser.close()
      for (const server of servers.values()) server.close()
    },
  }
}

async function open(browser: Browser, { ready }: Variant, server: Server): Promise<Opened> {
  // Service workers are left out: they fetch for later, and their traffic is not throttled.
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    isMobile: true,
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  let bytes = 0
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await devtools.send('Network.enable')
  await devtools.send('Performance.enable')
  await devtools.send('Network.emulateNetworkConditions', SIGNAL)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(WATCH, ready)
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/q/1`, {
    waitUntil: 'networkidle',
  })
  const { form, busy, fetched } = await page.evaluate(() => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return { ...window.seen, fetched: Math.max(0, ...files.map(({ responseEnd }) => responseEnd)) }
  })
  const { metrics } = await devtools.send('Performance.getMetrics')
  const script = metrics.find(({ name }) => name === 'ScriptDuration')!.value * 1000
  const isWhole = (await page.locator(ready).count()) >= 16
  await context.close()
  return { form, rest: Math.max(form, busy, fetched), script, bytes, isWhole }
}

declare global {
  interface Window {
    seen: { form: number; busy: number }
  }
}

/** Notes when the first choice has been painted, and when the processor was last busy for longer than a frame or three. */
function WATCH(ready: string) {
  window.seen = { form: 0, busy: 0 }
  const look = () => {
    const found = document.querySelector(ready)
    if (!found?.getBoundingClientRect().height) return void requestAnimationFrame(look)
    // The frame after the one in which it is there: by then it can be seen.
    requestAnimationFrame(() => {
      window.seen.form = performance.now()
    })
  }
  look()
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.seen.busy = startTime + duration
  }).observe({ type: 'longtask', buffered: true })
}
