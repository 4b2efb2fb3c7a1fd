import { withCounty } from '../support/given-county.ts'
import { solveProof } from '../support/solve-proof.ts'

const { stack, submit, stored } = withCounty()

/** Without code and telephone number, so that only the address is counted. */
const report = (name: string, address: string, more: { headers?: object; form?: object } = {}) =>
  submit(
    name,
    { token: undefined, contact: undefined, place: '3 号楼', ...more.form },
    { address, headers: { ...more.headers } },
  )
const many = (count: number, work: (index: number) => Promise<{ status: number }>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

describe('a flood of reports', () => {
  test('of which the first are taken as they are; then each costs some work, and with it each is taken', async () => {
    const first = await many(20, (index) => report(`calm-${index}`, '198.51.100.1'))
    expect(first.map(({ status }) => status)).toEqual(Array(20).fill(201))
    const asked = await report('warm', '198.51.100.1')
    expect([asked.status, asked.body.code]).toEqual([429, 'proof-needed'])
    expect(Number(asked.headers['retry-after'])).toBeGreaterThan(0)
    const headers = await solveProof(asked.body.challenge)
    expect((await report('warm', '198.51.100.1', { headers })).status).toBe(201)
    expect((await report('warm', '198.51.100.1', { headers })).status).toBe(201)
    expect((await stored('warm')).value.flags).toEqual([])
  })

  test('does not touch those who report from elsewhere', async () => {
    await many(80, (index) => report(`flood-${index}`, '198.51.100.2'))
    const { status, body } = await report('neighbour', '198.51.100.3')
    expect([status, body.flags]).toEqual([201, []])
  })

  test('is over as soon as the answer said', async () => {
    await many(80, (index) => report(`wait-${index}`, '198.51.100.4'))
    const { headers } = await report('patient', '198.51.100.4')
    stack().at(`2026-03-02 09:${String(Math.ceil(Number(headers['retry-after']) / 60)).padStart(2, '0')}`)
    expect((await report('patient', '198.51.100.4')).status).toBe(201)
  })

  test('at its height still takes in whoever did the work, marked for triage', async () => {
    await many(80, (index) => report(`height-${index}`, '198.51.100.5'))
    const { body } = await report('honest', '198.51.100.5')
    const headers = await solveProof(body.challenge)
    expect((await report('honest', '198.51.100.5', { headers })).status).toBe(201)
    expect((await stored('honest')).value.flags).toEqual(['flood-suspected'])
  })

  test('never keeps out what is said in confidence', async () => {
    await many(80, (index) => report(`before-${index}`, '198.51.100.6'))
    const { status } = await report('in-confidence', '198.51.100.6', { form: { category: 'conduct' } })
    expect(status).toBe(201)
  })

  test('is one too when the telephone number or the code is the same and the addresses are not', async () => {
    const contact = { phone: '13800000000' }
    const byPhone = await many(6, (index) =>
      report(`phone-${index}`, `198.51.100.${100 + index}`, { form: { contact } }),
    )
    expect(byPhone.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 429])
    const token = 'a code that hangs at one door'
    const byToken = await many(41, (index) =>
      report(`token-${index}`, `203.0.113.${index}`, { form: { token } }),
    )
    expect(byToken.filter(({ status }) => status === 429)).toHaveLength(1)
  })
})

describe('the work that was done', () => {
  const proofFor = async (name: string, address: string) => {
    await many(20, (index) => report(`${name}-${index}`, address))
    return solveProof((await report(name, address)).body.challenge)
  }

  test('is spent with its report: it lets no other in', async () => {
    const headers = await proofFor('spent', '198.51.100.11')
    expect((await report('another', '198.51.100.11', { headers })).status).toBe(429)
  })

  test('is worth nothing after ten minutes', async () => {
    const headers = await proofFor('late', '198.51.100.12')
    stack().at('2026-03-02 09:11')
    await many(20, (index) => report(`late-again-${index}`, '198.51.100.12'))
    expect((await report('late', '198.51.100.12', { headers })).status).toBe(429)
  })

  type Payload = { challenge: { parameters: object; signature: string }; solution: object }
  test.each<[string, (payload: Payload) => unknown]>([
    ['guessed', ({ challenge, solution }) => ({ challenge, solution: { ...solution, derivedKey: '00' } })],
    [
      'for a challenge made easier',
      ({ challenge: { parameters, signature }, solution }) => ({
        challenge: { parameters: { ...parameters, keyPrefix: '00' }, signature },
        solution,
      }),
    ],
    ['nothing of ours', () => ({ challenge: 1 })],
  ])('is worth nothing when it is %s', async (change, edit) => {
    const address = `198.51.100.${20 + change.length}`
    const headers = await proofFor(change.replace(/ /g, '-'), address)
    const payload = JSON.parse(Buffer.from(headers['x-proof'], 'base64').toString())
    const forged = { 'x-proof': Buffer.from(JSON.stringify(edit(payload))).toString('base64') }
    expect((await report(change.replace(/ /g, '-'), address, { headers: forged })).status).toBe(429)
  })
})

describe('one address', () => {
  const find = () => stack().ask('findPlaces', { address: '198.51.100.53', query: { q: '凤凰花园' } })
  const lookUp = () => stack().ask('listPlaces', { address: '198.51.100.50' })
  const announce = () =>
    stack().ask('beginUpload', {
      address: '198.51.100.51',
      body: { kind: 'photo', type: 'image/jpeg', bytes: 9 },
    })
  const follow = () =>
    stack().ask('openReport', {
      address: '198.51.100.52',
      params: { number: 'JY-260302-0000-0' },
      body: { pin: '000000' },
    })

  test.each([
    ['looks up', 240, lookUp],
    ['asks for places in words', 240, find],
    ['announces files', 120, announce],
    ['follows reports', 60, follow],
  ] as const)('%s so often at once, then waits as long as it is told', async (_, most, ask) => {
    const answers = await many(most + 5, ask)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(5)
    expect(refused[0]).toMatchObject({
      headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
      body: { code: 'too-many' },
    })
  })

  test('is kept as a hash that says nothing and matches no other day’s', async () => {
    await report('today', '198.51.100.60')
    const ids = await stack().idsIn('buckets')
    expect(ids.join()).not.toContain('198.51')
    stack().at('2026-03-03 09:00')
    await report('tomorrow', '198.51.100.60')
    const added = (await stack().idsIn('buckets')).filter((id) => !ids.includes(id))
    expect(added).toEqual([expect.stringMatching(/^flood\.[\w-]{22}$/)])
  })
})
