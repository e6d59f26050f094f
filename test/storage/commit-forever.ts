/** Commits one look after another, each with a turn and a state that counts them, until it is killed. */
import { openConversations } from '../../src/storage/conversations.ts'
import { openDatabase } from '../../src/storage/database.ts'

const conversations = openConversations(await openDatabase(process.argv[2] as string))
const conversation = 'c'
await conversations.beginTurn({ conversation, channel: 'test', id: 't0' })
let version = (await conversations.load(conversation))?.version ?? 0
for (let n = version + 1; ; n++) {
  const id = `t${n}`
  await conversations.beginTurn({ conversation, channel: 'test', id, said: `look ${n}` })
  version = await conversations.commit({
    conversation,
    version,
    state: { looks: n },
    newLooks: [
      {
        chapter: 1,
        n,
        parent: n > 1 ? n - 1 : null,
        edit: null,
        seed: n,
        origin: null,
        verdict: 'unknown',
        reading: {},
        picture: 'p',
        width: 1,
        height: 1,
        latent: 'l',
        embedding: Float32Array.of(n),
        model: 'm',
      },
    ],
    turn: { id, replies: [{ n }], finished: true },
  })
  process.stdout.write(`${n}\n`)
}
