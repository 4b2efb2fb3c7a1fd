import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { lookup, publicLookup } from '../../functions/alerts/lookup.ts'
import { poster } from '../../functions/alerts/post.ts'

const post = poster({ seconds: 0.4, largest: 1_024, lookup })
const servers: Server[] = []

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

/** A receiver that answers as it likes, and the address it listens at. */
async function receiver(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}
const letter = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{"凤":1}' })

describe('a post', () => {
  test('carries headers and body as given, and brings back the answer', async () => {
    const url = await receiver(async (request, response) => {
      const body = (await request.toArray()).join('')
      response
        .writeHead(202, { 'retry-after': '7' })
        .end(`${request.method} ${request.headers['content-type']} ${body}`)
    })
    const answer = await post(letter(url))
    expect(answer).toMatchObject({
      status: 202,
      headers: { 'retry-after': '7' },
      body: 'POST application/json {"凤":1}',
    })
  })

  test('does not follow a redirect', async () => {
    let isFollowed = false
    const inside = await receiver((_, response) => {
      isFollowed = true
      response.end()
    })
    const url = await receiver((_, response) => response.writeHead(302, { location: inside }).end())
    expect(await post(letter(url))).toMatchObject({ status: 302 })
    expect(isFollowed).toBe(false)
  })

  test('takes a redirect to the metadata of a cloud for what it is: an answer', async () => {
    const location = 'http://169.254.169.254/latest/meta-data/'
    const url = await receiver((_, response) => response.writeHead(302, { location }).end('moved'))
    expect(await post(letter(url))).toMatchObject({ status: 302, body: 'moved' })
  })

  test('does not go where a name leads inside, and nobody there is spoken to', async () => {
    let isReached = false
    const url = await receiver((_, response) => {
      isReached = true
      response.end()
    })
    expect(await post(letter(url.replace('127.0.0.1', 'localhost')))).toEqual({ failure: 'EREFUSEDADDRESS' })
    expect(isReached).toBe(false)
  })

  test('goes by the addresses that were checked: a name that means something else a moment later is asked once', async () => {
    const asked: string[] = []
    const answers = [['8.8.8.8', '10.0.0.1'], ['127.0.0.1']]
    const rebinding = publicLookup((hostname, _, done) => {
      asked.push(hostname)
      done(
        null,
        answers.shift()!.map((address) => ({ address, family: 4 })),
      )
    })
    const guarded = poster({ seconds: 0.4, largest: 1_024, lookup: rebinding })
    expect(await guarded(letter('http://rebind.example:9/'))).toEqual({ failure: 'EREFUSEDADDRESS' })
    expect(asked).toEqual(['rebind.example'])
  })

  test.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['answers a head and no body', (_, response) => void response.writeHead(200).flushHeaders()],
    [
      'drips',
      (_, response) => {
        const drip = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(drip))
      },
    ],
  ])('gives up at its deadline on a receiver that %s', async (_, answer) => {
    expect(await post(letter(await receiver(answer)))).toEqual({ failure: 'no answer in time' })
  })

  test('reads no more than it must of a flood', async () => {
    const url = await receiver((_, response) => {
      response.on('error', () => {})
      const flood = () => {
        while (!response.destroyed && response.write('x'.repeat(4_096)));
      }
      response.on('drain', flood)
      flood()
    })
    const answer = await post(letter(url))
    expect('body' in answer && answer.body).toBe('x'.repeat(1_024))
  })

  test('names a broken connection without the address', async () => {
    const url = await receiver((request) => request.socket.destroy())
    expect(await post(letter(url))).toEqual({ failure: 'ECONNRESET' })
    expect(await post(letter('http://127.0.0.1:1/key-that-is-secret'))).toEqual({ failure: 'ECONNREFUSED' })
  })
})
