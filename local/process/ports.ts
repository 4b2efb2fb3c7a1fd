import { createServer } from 'node:net'

/** Everything listens here and nowhere else. Never `localhost`: it may mean ::1, and an SDK then asks for other names. */
export const LOOPBACK = '127.0.0.1'

/** A port nobody holds at this moment. */
export async function freePort(): Promise<number> {
  const port = await tryPort(0)
  if (port === undefined) throw new Error('the machine has no free port')
  return port
}

export async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(undefined))
    server.listen(port, LOOPBACK, () => {
      const address = server.address() as { port: number }
      server.close(() => done(address.port))
    })
  })
}
