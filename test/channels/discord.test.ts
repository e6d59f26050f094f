import { openFake } from '../dialogue/rooms.ts'
import { openBot, scratch } from '../discord/bot.ts'
import { BOT, discordServer, type Sent } from '../discord/server.ts'
import { type Channel, channelContract, type Member } from './contract.ts'

async function open(): Promise<Channel> {
  const discord = await discordServer()
  const home = await scratch()
  const rooms = await openFake(home.dir)
  const bot = await openBot(discord, rooms.core, home.dir)
  let people = 0

  function someone(): Member {
    const one = discord.user(`Member ${++people}`)
    const stranger = discord.user(`Stranger ${people}`)
    const shown: Sent[] = []
    const noted = (message: Sent): string => {
      if (!shown.includes(message)) shown.push(message)
      return message.content
    }
    const newest = () => shown.at(-1) as Sent
    const mention = (text: string) => one.say(`<@${BOT.id}> ${text}`)
    return {
      say: async (text) => noted(await one.answerTo(mention(text))),
      async sayTwice(text) {
        const said = mention(text)
        discord.repeat()
        return noted(await one.answerTo(said))
      },
      async sayAndCancel(text) {
        const asked = one.command('refine', { change: text })
        await discord.until('work', () => asked.message?.content.includes('Round'))
        one.press(asked.message as Sent, 'Cancel')
        return noted(await one.settled(asked))
      },
      pressUndo: async () => noted(await one.settled(one.press(newest(), 'Undo'))),
      pressUndoAsStranger: async () => (await stranger.settled(stranger.press(newest(), 'Undo'))).content,
      // Everybody sees everything here.
      shown: async () => discord.messages.size,
    }
  }

  return {
    rooms,
    someone,
    async close() {
      await bot.close()
      await rooms.close()
      await discord.close()
      await home.remove()
    },
  }
}

channelContract('Discord', open)
