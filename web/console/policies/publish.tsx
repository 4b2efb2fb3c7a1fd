import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import { fill } from '../../shared/speak.ts'
import { TickIcon } from '../icons.tsx'
import { Trouble } from '../trouble.tsx'
import { say } from '../words.ts'
import { p } from './words.ts'

type Props = { publish(version: string): Promise<{ version: string } | undefined>; again(): Promise<void> }

/** A name, and then it counts: there is no edit and no undo, only the next version. */
export function Publish({ publish, again }: Props) {
  const [form] = Form.useForm<{ version: string }>()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [done, setDone] = useState<string>()
  const send = async ({ version }: { version: string }) => {
    setBusy(true)
    setTrouble(undefined)
    setDone(undefined)
    try {
      const published = await publish(version)
      if (published) {
        setDone(published.version)
        form.resetFields()
        await again()
      }
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="card next" aria-label={p.publish}>
      <h2>{p.publish}</h2>
      <p className="soft">{p.publishWhy}</p>
      {done && (
        <p className="recorded" role="status">
          <TickIcon /> {fill(p.published, done)}
        </p>
      )}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(written) => void send(written)}>
        <Form.Item
          name="version"
          label={p.version}
          extra={p.versionHint}
          rules={[{ required: true, message: say(FIELD_WORDS['field-missing']) }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        {trouble !== undefined && <Trouble error={trouble} />}
        <div className="actions">
          <Button htmlType="submit" loading={isBusy}>
            {p.publishButton}
          </Button>
        </div>
      </Form>
    </section>
  )
}
