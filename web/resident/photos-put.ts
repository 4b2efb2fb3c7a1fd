/** A weak signal that moves nothing for so long is gone, in milliseconds. */
const PATIENCE = 60_000

/** Sends one file to the address it was given. `fetch` would not say how far it is. */
export function put(url: string, file: Blob, onPercent: (percent: number) => void): Promise<void> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest()
    let timer = 0
    const alive = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => request.abort(), PATIENCE)
    }
    const lost = () => failed(new Error('not sent'))
    request.upload.onprogress = ({ loaded, total }) => {
      alive()
      onPercent(Math.floor((100 * loaded) / Math.max(1, total)))
    }
    request.onload = () => (request.status === 200 ? done() : lost())
    request.onerror = lost
    request.onabort = lost
    request.onloadend = () => clearTimeout(timer)
    request.open('PUT', url)
    request.setRequestHeader('content-type', file.type)
    alive()
    request.send(file)
  })
}
