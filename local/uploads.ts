import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * Passes a phone's file on to the bucket of this machine. The page may only connect to where it came from, and the bucket
 * listens elsewhere; on AWS the phone sends to the bucket itself. What is signed is checked there, `host` among it.
 */
export function uploadsTo(endpoint: string, bucket: string) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    if (request.method !== 'PUT' || !url.pathname.startsWith(`/${bucket}/`)) return false
    const to = new URL(url.pathname + url.search, endpoint)
    const headers = { ...request.headers, host: to.host }
    await new Promise<void>((done, fail) => {
      const onward = ask(to, { method: 'PUT', headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers)
        answer.pipe(response).on('close', done)
      })
      onward.on('error', fail)
      request.on('close', () => request.complete || onward.destroy()).pipe(onward)
    })
    return true
  }
}
