/**
 * A bot in a process of its own, over the fake editor and a real database:
 * `node --import tsx process.ts DATA_DIR ORIGIN STEP_MS`, with milliseconds for each of a round's three steps.
 */
import { once } from 'node:events'
import { openFake } from '../dialogue/rooms.ts'
import { openBot } from './bot.ts'

const [, , dir = '', origin = '', stepMs = '0'] = process.argv
const rooms = await openFake(dir)
rooms.studio.stepMs = Number(stepMs)
const bot = await openBot({ origin, api: `${origin}/api` }, rooms.core, dir)
process.stdout.write('ready\n')
await once(process, 'SIGTERM')
await bot.close()
await rooms.close()
