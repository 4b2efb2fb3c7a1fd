import { AutoComplete, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { RequestOf } from '../../../lib/contracts/http.ts'
import { FIELD_WORDS } from '../../../lib/contracts/words.ts'
import type { Area } from '../../../lib/grid/area.ts'
import { useAnswer } from '../answer.ts'
import { call } from '../api.ts'
import { now } from '../clock.tsx'
import { momentWords } from '../timing.ts'
import { Trouble, Waiting } from '../trouble.tsx'
import { say, t } from '../words.ts'
import type { Endpoint } from './endpoints.tsx'

type Written = RequestOf<'mapIdentity'>['body']
const EVERY = 30_000
const w = t.endpoint
const NEEDED = [{ required: true, message: say(FIELD_WORDS['field-missing']) }]

/** Which account of the chat speaks for which member of staff. Who is not on the list is answered nothing but that. */
export function Identities({ endpoint: { area, id, kind } }: { endpoint: Endpoint }) {
  const params = { area, id }
  const ask = async () => (await call('listIdentities', { params })).items
  const { value, trouble, put } = useAnswer(`identities ${id}`, ask, EVERY)
  const { value: people } = useAnswer(`people ${area}`, () => peopleNear(area), EVERY)
  const [form] = Form.useForm<Written>()
  const [refusal, setRefusal] = useState<unknown>()

  const map = async (body: Written) => {
    setRefusal(undefined)
    try {
      put((await call('mapIdentity', { params, body })).items)
      if (body.staff) form.resetFields()
    } catch (error) {
      setRefusal(error)
    }
  }
  const wrong = refusal ?? (value ? undefined : trouble)
  return (
    <section className="stack" aria-label={w.identities}>
      <h3>{w.identities}</h3>
      <p className="soft">{w.identitiesWhy}</p>
      {wrong !== undefined && <Trouble error={wrong} />}
      {!value && wrong === undefined && <Waiting lines={2} />}
      {value?.length === 0 && <p className="soft">{w.identitiesNone}</p>}
      <ul className="sent">
        {value?.map(({ account, staff, mappedAt }) => (
          <li key={account}>
            <code>{account}</code>
            <span>{people?.get(staff) ?? staff}</span>
            <span className="soft">{momentWords(mappedAt, now())}</span>
            <Button size="small" danger onClick={() => void map({ account })}>
              {w.identityEnd}
            </Button>
          </li>
        ))}
      </ul>
      <Form
        form={form}
        name={`identity-${id}`}
        layout="vertical"
        requiredMark={false}
        onFinish={(written) => void map(written)}
      >
        <Form.Item name="account" label={w.accounts[kind as keyof typeof w.accounts]} rules={NEEDED}>
          <Input maxLength={128} autoComplete="off" />
        </Form.Item>
        <Form.Item name="staff" label={w.identityStaff} rules={NEEDED}>
          <AutoComplete
            options={[...(people ?? [])].map(([value, name]) => ({ value, label: `${name}（${value}）` }))}
            showSearch={{ filterOption: isNamed }}
          />
        </Form.Item>
        <Button htmlType="submit">{w.identityAdd}</Button>
      </Form>
    </section>
  )
}

/** Who holds a post there; anybody else is entered by number, and the right to lend their word is asked for where it is done. */
async function peopleNear(area: Area): Promise<Map<string, string>> {
  const { items } = await call('listPosts', { query: { area: area.slice(0, 12) } })
  return new Map(items.flatMap(({ serving }) => serving.map(({ staffId, name }) => [staffId, name])))
}

const isNamed = (typed: string, option?: { label: string }) => !!option?.label.includes(typed)
