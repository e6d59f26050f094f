import { setTimeout as sleep } from 'node:timers/promises'
import { openFake } from '../dialogue/rooms.ts'
import { cardIn, linesOf, openBot, person, scratch, titles } from '../teams/bot.ts'
import { openConnector } from '../teams/connector.ts'
import { type Channel, channelContract, type Member } from './contract.ts'

async function open(): Promise<Channel> {
  const connector = await openConnector()
  const home = await scratch()
  const rooms = await openFake(home.dir)
  const bot = await openBot(connector, rooms.core, home.dir, { storage: rooms.storage })
  let people = 0

  function someone(): Member {
    const one = person(connector, bot, `member-${++people}`)
    const stranger = person(connector, bot, `stranger-${people}`)
    const newest = () => cardIn(one.shown().at(-1)?.activity) as NonNullable<ReturnType<typeof cardIn>>
    const answerTo = async (send: () => Promise<unknown>) => {
      const n = one.shown().length + 1
      await send()
      return linesOf(await one.settled(n)).join('\n')
    }
    return {
      say: (text) => answerTo(() => one.say(text)),
      sayTwice: (text) =>
        answerTo(() => Promise.all([1, 2].map(() => one.send({ id: `twice-${people}`, text })))),
      sayAndCancel: (text) =>
        answerTo(async () => {
          await one.say(text)
          while (!titles(newest()).includes('Cancel')) await sleep(10)
          await one.press(newest(), 'Cancel')
        }),
      pressUndo: () => answerTo(() => one.press(newest(), 'Undo')),
      pressUndoAsStranger: async () => (await stranger.press(newest(), 'Undo')).text(),
      shown: async () => one.shown().length,
    }
  }

  return {
    rooms,
    someone,
    async close() {
      await bot.close()
      await rooms.close()
      await connector.close()
      await home.remove()
    },
  }
}

channelContract('Teams', open)
