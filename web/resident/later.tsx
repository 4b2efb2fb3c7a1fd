/** @jsxImportSource preact */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Words } from './words.ts'

type LaterProps<Props> = { load: () => Promise<ComponentType<Props>>; props: Props; title: string; t: Words }

/**
 * A room that most people never enter is fetched at its door. What was there when this page opened may be gone after a new
 * version came out, so trying again opens the page anew; nothing written is lost by that.
 */
export function Later<Props extends object>({ load, props, title, t }: LaterProps<Props>) {
  const [loaded, setLoaded] = useState<{ Room: ComponentType<Props> } | 'lost'>()
  useEffect(() => {
    load().then(
      (Room) => setLoaded({ Room }),
      () => setLoaded('lost'),
    )
  }, [load])
  if (loaded && loaded !== 'lost') return <loaded.Room {...props} />
  return (
    <div>
      <h1 tabIndex={-1}>{title}</h1>
      {loaded === 'lost' ? (
        <>
          <p class="notice bad" role="alert">
            {t.notReached}
          </p>
          <button type="button" class="main" onClick={() => location.reload()}>
            {t.again}
          </button>
        </>
      ) : (
        <p role="status" class="hint">
          {t.opening}
        </p>
      )}
    </div>
  )
}
