import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { CallbackForm } from '../../../lib/contracts/forms.ts'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import { call } from '../api.ts'
import { TickIcon } from '../icons.tsx'
import { Trouble } from '../trouble.tsx'
import { say, t } from '../words.ts'
import type { Endpoint } from './endpoints.tsx'

type Robot = CallbackForm['kind']
const w = t.endpoint
const NEEDED = [{ required: true, message: say(FIELD_WORDS['field-missing']) }]

/** What each vendor shows whoever sets a callback up, in its own words. */
const KEYS = {
  wecom: ['token', 'aesKey', 'receiver'],
  dingtalk: ['secret'],
  feishu: ['encryptKey', 'token'],
} as const satisfies Record<Robot, readonly (keyof typeof w.callbackKeys)[]>

/**
 * Written here once and never shown again; entered anew, they replace the old ones. The address is no secret and lies beside
 * this page: a vendor asks for it before it gives its keys.
 */
export function Callback({ endpoint, again }: { endpoint: Endpoint; again(): Promise<void> }) {
  const { area, id } = endpoint
  const kind = endpoint.kind as Robot
  const [form] = Form.useForm<Record<string, string>>()
  const [isBusy, setBusy] = useState(false)
  const [isDone, setDone] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const url = `${location.origin}/hooks/${kind}/${area}-${id}`

  const send = async (written: Record<string, string>) => {
    setBusy(true)
    setTrouble(undefined)
    setDone(false)
    try {
      await call('setCallback', { params: { area, id }, body: { kind, ...written } as CallbackForm })
      form.resetFields()
      setDone(true)
      await again()
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="stack" aria-label={w.callback}>
      <h3>{w.callback}</h3>
      <p>{w.callbackSteps[kind]}</p>
      <Address url={url} />
      <Form
        form={form}
        name={`callback-${id}`}
        layout="vertical"
        requiredMark={false}
        onFinish={(written) => void send(written)}
      >
        {KEYS[kind].map((name) => (
          <Form.Item key={name} name={name} label={w.callbackKeys[name]} rules={NEEDED}>
            <Input.Password maxLength={200} autoComplete="off" visibilityToggle={false} />
          </Form.Item>
        ))}
        <p className="soft">{w.callbackOnce}</p>
        {trouble !== undefined && <Trouble error={trouble} />}
        {isDone && (
          <p className="recorded" role="status">
            <TickIcon /> {w.callbackDone}
          </p>
        )}
        <Button htmlType="submit" loading={isBusy}>
          {w.callbackSave}
        </Button>
      </Form>
    </section>
  )
}

function Address({ url }: { url: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <p className="secret">
      {w.callbackUrl} <code>{url}</code>
      <Button size="small" onClick={copy}>
        {isCopied ? t.copied : w.copyUrl}
      </Button>
    </p>
  )
}
