/** A process that dies in the second round of three: `node --import tsx killed.ts DATA_DIR`. */
import { openFake, photoOf } from './rooms.ts'

const { core, studio, turn } = await openFake(process.argv[2] as string)
for await (const _ of core.handle({ ...turn({ photo: photoOf() }), id: 'photo' }));
studio.stepMs = 5
for await (const reply of core.handle({ ...turn('make it navy, long sleeves, no collar'), id: 'edit' })) {
  if (reply.kind === 'progress' && reply.round === 2) process.kill(process.pid, 'SIGKILL')
}
