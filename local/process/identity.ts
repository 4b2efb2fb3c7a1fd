import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A process named so that it cannot be mistaken for another: numbers are used again, a number with the moment it was
 * started is not. Undefined when no such process lives.
 */
export function identityOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  const started = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid)
  return started && `${pid}@${started}`
}

/** Field 22 of /proc/…/stat, counted from behind the name, which may hold anything. A zombie counts as dead. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
