import { Button } from 'antd'
import { useState } from 'react'
import { Trouble } from '../trouble.tsx'
import { p } from './words.ts'

export function Try({ tryIt }: { tryIt(): Promise<void> }) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const run = async () => {
    setBusy(true)
    setTrouble(undefined)
    await tryIt().catch(setTrouble)
    setBusy(false)
  }
  return (
    <section className="card next" aria-label={p.try}>
      <h2>{p.try}</h2>
      <p className="soft">{p.tryWhy}</p>
      {trouble !== undefined && <Trouble error={trouble} />}
      <div className="actions">
        <Button type="primary" loading={isBusy} onClick={() => void run()}>
          {isBusy ? p.trying : p.try}
        </Button>
      </div>
    </section>
  )
}
