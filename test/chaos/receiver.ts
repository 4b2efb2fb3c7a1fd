import { createServer } from 'node:http'
import { freePort, LOOPBACK } from '../../local/process/ports.ts'
import type { Chance } from '../support/world-weather.ts'

/** Somebody's webhook: takes the first delivery of some events badly, and counts what it was sent. */
export async function startReceiver(chance: Chance) {
  const heard = new Map<string, number>()
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const id = String(request.headers['webhook-id'])
      const times = (heard.get(id) ?? 0) + 1
      heard.set(id, times)
      if (times === 1 && chance.isUp(0.1)) return void response.writeHead(500).end()
      if (times === 1 && chance.isUp(0.1)) return void request.socket.destroy()
      response.writeHead(204).end()
    })
  })
  const port = await freePort()
  await new Promise<void>((done) => server.listen(port, LOOPBACK, done))
  return {
    url: `http://${LOOPBACK}:${port}/hook`,
    /** How often each event came, by its `webhook-id`. */
    heard,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
