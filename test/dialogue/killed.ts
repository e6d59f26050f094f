/**
 * A process that dies in a turn of three rounds: `node --import tsx killed.ts DATA_DIR [POINT]`, at that reply, counted
 * from 0, previews and steps counted too; otherwise in the second round.
 */
import { openFake, photoOf } from './rooms.ts'

const [, , dir, at] = process.argv
const { core, studio, turn } = await openFake(dir as string)
for await (const _ of core.handle({ ...turn({ photo: photoOf() }), id: 'photo' }));
studio.stepMs = 5
let said = 0
for await (const reply of core.handle({ ...turn('make it navy, long sleeves, no collar'), id: 'edit' })) {
  const isHere = at === undefined ? reply.kind === 'progress' && reply.round === 2 : said === Number(at)
  if (isHere) process.kill(process.pid, 'SIGKILL')
  said++
}
