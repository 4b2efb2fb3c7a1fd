/// <reference lib="webworker" />

/**
 * The service worker: the form opens without a network once it has been opened with one. It keeps the form's own files and
 * the pages a code has opened, never an answer of the API; a page that must not be kept (`no-store`: it shows a PIN) is not.
 */
declare const self: ServiceWorkerGlobalScope
/** Set by the build: every file of the form, and the one that each page of this version names. */
declare const FILES: string[]
declare const SCRIPT: string

const ASSETS = 'form-files'
const PAGES = 'form-pages'
/** A weak network is given this long before the kept page is shown, in milliseconds. */
const PATIENCE = 5000

const isForm = ({ origin, pathname }: URL) =>
  origin === self.location.origin && /^\/(q\/[^/]+|report|follow)$/.test(pathname)

self.addEventListener('install', (event) => event.waitUntil(keepAll().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(tidy()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET') return
  if (
    url.origin === self.location.origin &&
    url.pathname.startsWith('/assets/') &&
    FILES.includes(url.pathname)
  )
    event.respondWith(fileOf(request))
  else if (request.mode === 'navigate' && isForm(url)) event.respondWith(pageOf(request))
})

/** The files, and the pages that are open now: they were opened before there was a service worker. */
async function keepAll(): Promise<void> {
  await (await caches.open(ASSETS)).addAll(FILES)
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })
  const pages = open.map(({ url }) => url.replace(/#.*/, '')).filter((url) => isForm(new URL(url)))
  await Promise.all(
    pages.map((url) =>
      fetch(url).then(
        (page) => keep(url, page),
        () => undefined,
      ),
    ),
  )
}

async function keep(url: string, page: Response): Promise<void> {
  if (page.ok && !/no-store/.test(page.headers.get('cache-control') ?? ''))
    await (await caches.open(PAGES)).put(url, page)
}

async function fileOf(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request)
}

async function pageOf(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true })
  const fresh = fetch(request).then(async (page) => {
    await keep(request.url, page.clone())
    return page
  })
  if (!kept) return fresh
  const late = new Promise<Response>((show) => setTimeout(() => show(kept), PATIENCE))
  return Promise.race([fresh, late]).catch(() => kept)
}

/** What an earlier version left: its files, and pages that name them. */
async function tidy(): Promise<void> {
  const [files, pages] = await Promise.all([caches.open(ASSETS), caches.open(PAGES)])
  for (const request of await files.keys())
    if (!FILES.includes(new URL(request.url).pathname)) await files.delete(request)
  for (const request of await pages.keys()) {
    const page = await pages.match(request, { ignoreVary: true })
    if (!(await page?.text())?.includes(SCRIPT)) await pages.delete(request)
  }
}
