import { buildApp } from 'fauxqs'
import { endWithParent } from '../process/parent.ts'
import { LOOPBACK } from '../process/ports.ts'
import { modules } from './fauxqs-modules.ts'
import { checkSignature, tellArrivals } from './fauxqs-objects.ts'
import { giveBack, repair } from './fauxqs-repairs.ts'

/**
 * `fauxqs-main.ts <port> <folder> <secret key>`: fauxqs put together from its parts, because its own start listens on all interfaces
 * and its command line forgets everything (runtime.md §6). The parts are no public interface: the version is pinned.
 */
const [port, folder, secret] = [Number(process.argv[2]), process.argv[3]!, process.argv[4]!]
endWithParent()

const { PersistenceManager, SqsStore, SnsStore, S3Store, sendMessage, ...others } = await modules()
repair({ PersistenceManager, SqsStore, ...others }, port)

const [sqsStore, snsStore, s3Store] = [new SqsStore(), new SnsStore(), new S3Store()]
const persistence = new PersistenceManager(folder)
// Loaded before it is told to persist: the other way round it would write over what it reads.
persistence.load(sqsStore, snsStore, s3Store)
for (const store of [sqsStore, snsStore, s3Store, ...sqsStore.allQueues()]) store.persistence = persistence

const app = buildApp({ logger: false, stores: { sqsStore, snsStore, s3Store } as never })
app.addHook('onRequest', checkSignature(secret) as never)
app.addHook('onSend', tellArrivals(sqsStore, { sendMessage }) as never)
app.addHook('onSend', async (request, _, payload) => giveBack(sqsStore, request as never, payload))
app.addHook('preClose', async () => persistence.close())
await app.listen({ port, host: LOOPBACK })

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void app.close().finally(() => process.exit(0)))
}
