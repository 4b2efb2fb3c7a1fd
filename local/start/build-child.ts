import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Builds beside the starting engines, in a process that takes its hundreds of megabytes with it when it is done. */
export function buildChild(): Promise<void> {
  const script = join(process.cwd(), 'local/build.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script])
  let words = ''
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => {
      words += text
    })
  }
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) =>
      code === 0 ? done() : fail(new Error(`没有构建成功 · the build failed\n${words}`)),
    )
  })
}
