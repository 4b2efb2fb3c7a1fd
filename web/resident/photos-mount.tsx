/** @jsxImportSource preact */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Room } from './parts.tsx'
import type { Keep, Kept, Tray } from './photos-tray.ts'

export type PhotosProps = Pick<Room, 't' | 'language'> & {
  /** Filled by whoever adds the first file; it stays while pages turn. */
  tray: { current?: Tray | undefined }
  /** Gives a file that has arrived to the draft or to the report. */
  keep: Keep
  /** What those hold already. */
  kept: readonly (Pick<Kept, 'kind'> & Partial<Kept>)[]
  /** Takes files back out of a draft; without it they are there to stay. */
  drop?: (tokens: readonly (string | undefined)[]) => void
  /** Only how far the files are: they were picked on another page. */
  isBrief?: boolean
  isSecret?: boolean
}

let loaded: ComponentType<PhotosProps> | undefined
const load = async () => {
  loaded ??= (await import('./photos.tsx')).PhotoTray
  return loaded
}

/** Where photos and the voice are added. Their code is fetched when somebody gets here, and nobody waits for it. */
export function Photos(props: PhotosProps) {
  const [Loaded, setLoaded] = useState(() => loaded)
  useEffect(() => {
    if (!Loaded)
      load().then(
        (room) => setLoaded(() => room),
        () => undefined,
      )
  }, [Loaded])
  return Loaded ? <Loaded {...props} /> : null
}
