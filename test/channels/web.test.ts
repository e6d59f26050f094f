import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WireReply } from '../../adapters/web/wire.ts'
import { openFake } from '../dialogue/rooms.ts'
import { scratch } from '../discord/bot.ts'
import { browser, lines, serveWeb } from '../web/client.ts'
import { type Channel, channelContract, type Member } from './contract.ts'

const wordsOf = (replies: readonly WireReply[]): string =>
  replies.flatMap((reply) => ('text' in reply ? [reply.text] : [])).join('\n')

async function open(): Promise<Channel> {
  const home = await scratch()
  const rooms = await openFake(home.dir)
  const web = await serveWeb({ core: rooms.core })

  function someone(): Member {
    const tab = browser(web.url)
    return {
      say: async (text) => wordsOf(await tab.say(text)),
      async sayTwice(text) {
        const message = { id: randomUUID(), text }
        const [first] = await Promise.all([tab.post('/api/turn', message), tab.post('/api/turn', message)])
        return wordsOf(await lines(first))
      },
      async sayAndCancel(text) {
        const answer = tab.say(text)
        while (!(await tab.view()).running) await sleep(10)
        await tab.post('/api/stop', {})
        return wordsOf(await answer)
      },
      pressUndo: async () => wordsOf(await tab.press({ kind: 'undo' })),
      // Another browser is in a conversation of its own: there is no button of someone else's to press.
      pressUndoAsStranger: async () => wordsOf(await browser(web.url).press({ kind: 'undo' })),
      shown: async () => (await tab.view()).view.messages.filter(({ from }) => from === 'hemline').length,
    }
  }

  return {
    rooms,
    someone,
    async close() {
      await web.close()
      await rooms.close()
      await home.remove()
    },
  }
}

channelContract('the web page', open)
