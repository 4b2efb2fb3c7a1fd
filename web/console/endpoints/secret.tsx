import { Button } from 'antd'
import { useState } from 'react'
import { t } from '../words.ts'

/** Said once: nobody can ask for it again. */
export function Secret({ secret }: { secret: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <p className="secret" role="status">
      {t.endpoint.secretOnce} <code>{secret}</code>
      <Button size="small" onClick={copy}>
        {isCopied ? t.copied : t.copySecret}
      </Button>
    </p>
  )
}
