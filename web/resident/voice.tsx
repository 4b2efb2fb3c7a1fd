/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { isTypeOf } from '../../lib/media/kinds.ts'
import { fill } from '../shared/speak.ts'
import type { PhotoWords } from './words-photos.ts'

/** In seconds (domain.md §6.1). */
const LONGEST = 60
/** Plenty for speech, in bits a second: a minute is a quarter of a megabyte. */
const BITS = 32_000

/** Not where the browser lacks it, nor on a page that was not opened over https. */
export const canRecord = () => typeof MediaRecorder === 'function' && !!navigator.mediaDevices?.getUserMedia

/** One recording of up to a minute; it ends by itself, and when the page turns nothing is kept. */
export function Voice({ p, onRecorded }: { p: PhotoWords; onRecorded(file: Blob): void }) {
  const [left, setLeft] = useState(0)
  const [hasFailed, setFailed] = useState(false)
  const recorder = useRef<MediaRecorder | undefined>(undefined)
  const isHere = useRef(true)
  useEffect(
    () => () => {
      isHere.current = false
      const { current } = recorder
      recorder.current = undefined
      if (current?.state === 'recording') current.stop()
    },
    [],
  )
  useEffect(() => {
    if (left === 0) return
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : recorder.current?.stop()), 1000)
    return () => clearTimeout(timer)
  }, [left])

  const begin = async () => {
    setFailed(false)
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const hush = () => {
        for (const track of stream.getTracks()) track.stop()
      }
      if (!isHere.current) return hush()
      const made = new MediaRecorder(stream, { audioBitsPerSecond: BITS })
      const parts: Blob[] = []
      made.ondataavailable = ({ data }) => parts.push(data)
      made.onstop = () => {
        hush()
        if (recorder.current !== made) return
        setLeft(0)
        const type = made.mimeType.split(';')[0]!
        if (isTypeOf('voice', type) && parts.some(({ size }) => size > 0))
          onRecorded(new Blob(parts, { type }))
        else setFailed(true)
      }
      recorder.current = made
      made.start()
      setLeft(LONGEST)
    } catch {
      setFailed(true)
    }
  }
  return (
    <>
      {hasFailed && (
        <p class="error" role="alert">
          {p.noMicrophone}
        </p>
      )}
      {left > 0 && (
        <p class="hint" role="timer">
          {fill(p.recording, left)}
        </p>
      )}
      <button
        type="button"
        class={left > 0 ? 'main' : 'plain'}
        onClick={() => (left > 0 ? recorder.current?.stop() : void begin())}
      >
        {left > 0 ? p.stop : p.record}
      </button>
    </>
  )
}
