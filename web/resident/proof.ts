// Fetched only by those who are asked for it.

/** Set by the build: where the worker's file is. */
declare const PROOF_WORKER: string

/** Does the work that the server asked for; empty when this phone cannot. What comes back goes into `X-Proof`. */
export function prove(challenge: unknown): Promise<string> {
  const worker = new Worker(PROOF_WORKER)
  return new Promise<string>((done) => {
    worker.onmessage = ({ data }) => done(data)
    worker.onerror = () => done('')
    worker.postMessage(challenge)
  }).finally(() => worker.terminate())
}
