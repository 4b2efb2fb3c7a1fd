import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Request } from 'playwright-core'
import { REPORTS } from '../../lib/abuse/limits.ts'
import { answerAll, onPhone, open, press, receiptOf, STORY, type Stack } from './resident-phone.ts'

/** Somewhere else: nothing that this machine asks for itself is counted. */
const DISTANT = { 'x-forwarded-for': '203.0.113.7' }
const PHONE = '13987654321'

const send = ({ baseUrl }: Stack, headers: Record<string, string> = {}) =>
  fetch(new URL('/api/reports', baseUrl), {
    method: 'POST',
    headers: {
      ...DISTANT,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body: JSON.stringify({ category: 'visit', words: STORY, contact: { phone: PHONE } }),
  })

/** So many reports came for one number that the next costs some work: the phone does it by itself, and it counts once. */
export async function warmBucket(stack: Stack) {
  for (let sent = 0; sent < REPORTS.phone.free; sent++) assert.equal((await send(stack)).status, 201)
  await onPhone(
    stack,
    'flood',
    async (page, look) => {
      const asked: Request[] = []
      page.on('request', (request) => asked.push(request))
      await open(page, stack.qrUrl)
      await answerAll(page, { category: '预约上门', phone: PHONE })
      const worker = page.waitForEvent('worker')
      await press(page, '提交')
      assert.match((await worker).url(), /\/assets\/proof-worker-\w+\.js$/)
      await receiptOf(page)
      await look('done')

      const tries = asked.filter((request) => /\/api\/reports$/.test(request.url()))
      assert.deepEqual(
        await Promise.all(tries.map(async (one) => (await one.response())?.status())),
        [429, 201],
      )
      const proof = tries[1]!.headers()['x-proof']!
      const first = asked.findIndex((request) => request.url().includes('/assets/proof-') && !isKept(request))
      assert.ok(first > asked.indexOf(tries[0]!), 'nothing of it is fetched before it is asked for')
      const again = await send(stack, { 'x-proof': proof })
      assert.equal(again.status, 429, 'the work is good for the report it was done for, and no other')
    },
    { extraHTTPHeaders: DISTANT },
  )
}

/** The service worker keeps every file of the form for a day without a network; the page does not wait for it. */
const isKept = (request: Request) => !!request.serviceWorker()
