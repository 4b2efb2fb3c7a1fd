import { Button, Form, Input } from 'antd'
import { useRef, useState } from 'react'
import { call } from '../api.ts'
import { Trouble } from '../trouble.tsx'
import { t } from '../words.ts'
import type { Endpoint } from './endpoints.tsx'
import { Secret } from './secret.tsx'

type Written = { url?: string; secret?: string }
const w = t.endpoint

/** A webhook gets a secret from us, said once; a robot gets what its group now asks for, used from the next good test on. */
export function Rotation({ endpoint, again }: { endpoint: Endpoint; again(): Promise<void> }) {
  const { area, id, kind } = endpoint
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [secret, setSecret] = useState<string>()
  // Kept over retries: a click that got no answer is repeated, not rotated twice.
  const key = useRef(crypto.randomUUID())

  const send = async ({ url, secret }: Written) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const body = { ...(url && { url }), ...(secret && { secret }) }
      const answer = await call('rotateEndpoint', { params: { area, id }, body, key: key.current })
      key.current = crypto.randomUUID()
      setSecret(answer.secret)
    } catch (error) {
      setTrouble(error)
    } finally {
      await again()
      setBusy(false)
    }
  }
  const isWebhook = kind === 'standard-webhook'
  return (
    <Form
      name={`rotate-${id}`}
      layout="vertical"
      requiredMark={false}
      onFinish={(written: Written) => void send(written)}
    >
      {!isWebhook && (
        <Form.Item name="url" label={w.newUrl}>
          <Input maxLength={500} inputMode="url" autoComplete="off" />
        </Form.Item>
      )}
      {(kind === 'dingtalk' || kind === 'feishu') && (
        <Form.Item name="secret" label={w.secret}>
          <Input.Password maxLength={200} autoComplete="off" visibilityToggle={false} />
        </Form.Item>
      )}
      {trouble !== undefined && <Trouble error={trouble} />}
      {secret && <Secret secret={secret} />}
      <Button danger={isWebhook} htmlType="submit" loading={isBusy}>
        {isWebhook ? w.rotateSure : w.rotateSend}
      </Button>
    </Form>
  )
}
