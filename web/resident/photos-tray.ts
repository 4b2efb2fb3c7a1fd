import { KINDS, type Kind } from '../../lib/media/kinds.ts'
import { ProblemError } from '../shared/api.ts'
import { put } from './photos-put.ts'
import { shrunk } from './photos-shrink.ts'
import { call, isPassing, patiently } from './send.ts'

/** A file that has arrived: whoever holds the token can give it to a report. */
export type Kept = { token: string; kind: Kind }
export type Keep = (kept: Kept) => Promise<void>

export type Item = {
  id: number
  kind: Kind
  file: Blob
  /** An address of this page for the file itself. */
  view: string
  /** `unfit`: no photo that anybody could open; trying again would not help. */
  state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unfit'
  percent: number
  token?: string
  /** What the server said. */
  said?: string
}

export type Tray = {
  items(): readonly Item[]
  add(kind: Kind, files: readonly Blob[]): void
  retry(id: number): void
  remove(id: number): void
  watch(look: () => void): () => void
  /** Forgets everything, also what is still on its way. */
  end(): void
}

/**
 * The files of one report on their way to the server, one after the other, so that on a weak signal some arrive rather than
 * all fail; they live as long as the page and are nowhere else on the phone. Each that has arrived is handed to `keep`.
 */
export function openTray(keep: Keep): Tray {
  let items: readonly Item[] = []
  let isAtWork = false
  let made = 0
  const watchers = new Set<() => void>()
  const show = (changed: readonly Item[]) => {
    items = changed
    for (const look of watchers) look()
  }
  const set = (id: number, patch: Partial<Item>) =>
    show(items.map((item) => (item.id === id ? { ...item, ...patch } : item)))
  const work = async () => {
    if (isAtWork) return
    isAtWork = true
    for (;;) {
      const next = items.find(({ state }) => state === 'waiting')
      if (!next) break
      set(next.id, { state: 'sending', percent: 0, said: '' })
      set(next.id, await sent(next, keep, set, () => items.some(({ id }) => id === next.id)))
    }
    isAtWork = false
  }
  const again = (which: (item: Item) => boolean) => {
    show(items.map((item) => (which(item) ? { ...item, state: 'waiting' as const } : item)))
    void work()
  }
  const back = () => again(({ state, said }) => state === 'failed' && !said)
  addEventListener('online', back)

  return {
    items: () => items,
    add(kind, files) {
      const added = files.map((file) => {
        made++
        return {
          id: made,
          kind,
          file,
          view: URL.createObjectURL(file),
          state: 'waiting' as const,
          percent: 0,
        }
      })
      show([...items, ...added])
      void work()
    },
    retry: (id) => again((item) => item.id === id),
    remove(id) {
      for (const item of items) if (item.id === id) URL.revokeObjectURL(item.view)
      show(items.filter((item) => item.id !== id))
    },
    watch(look) {
      watchers.add(look)
      return () => watchers.delete(look)
    },
    end() {
      removeEventListener('online', back)
      for (const { view } of items) URL.revokeObjectURL(view)
      show([])
    },
  }
}

/** What became of one file. It is announced anew at each try: an address is good for half an hour only. */
async function sent(
  { id, kind, file }: Item,
  keep: Keep,
  set: (id: number, patch: Partial<Item>) => void,
  isWanted: () => boolean,
): Promise<Partial<Item>> {
  try {
    const small = kind === 'photo' ? await shrunk(file) : file
    if (!small || small.size > KINDS[kind].bytes) return { state: 'unfit' }
    const token = await patiently(async () => {
      const body = { kind, type: small.type, bytes: small.size }
      const { upload, url } = await call('beginUpload', { body })
      await put(url, small, (percent) => set(id, { percent }))
      return upload
    })
    if (isWanted()) await keep({ token, kind })
    return { state: 'sent', token }
  } catch (error) {
    const isRefused = error instanceof ProblemError && !isPassing(error)
    return { state: 'failed', said: isRefused ? error.problem.title : '' }
  }
}
