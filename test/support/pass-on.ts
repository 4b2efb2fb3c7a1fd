import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'

/** The request as it came, also its `host`: that is signed. */
export function passOn(request: IncomingMessage, response: ServerResponse, to: string): void {
  const { method, headers, url } = request
  const onward = ask(new URL(url!, to), { method, headers, setHost: false }, (answer) => {
    response.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.destroy())
  request.pipe(onward)
}
