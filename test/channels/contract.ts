/** What every channel does, whatever it looks like there: one suite, run over each channel's own test double. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { openFake } from '../dialogue/rooms.ts'

export interface Member {
  /** Says it, and gives the words of the answer once that is finished. */
  say(text: string): Promise<string>
  /** The same message, delivered a second time while the first is being answered. */
  sayTwice(text: string): Promise<string>
  /** Says it, stops it as soon as something is being made, and gives the answer. */
  sayAndCancel(text: string): Promise<string>
  /** Presses Undo on the newest answer of this member, and gives the words of the answer. */
  pressUndo(): Promise<string>
  /** What someone else gets who presses it. */
  pressUndoAsStranger(): Promise<string>
  /** Messages of the bot that this member has before them. */
  shown(): Promise<number>
}

export interface Channel {
  rooms: Awaited<ReturnType<typeof openFake>>
  someone(): Member
  close(): Promise<void>
}

export function channelContract(name: string, open: () => Promise<Channel>): void {
  describe(`${name}, as every channel`, () => {
    let channel: Channel
    let anna: Member
    beforeEach(async () => {
      channel = await open()
      anna = channel.someone()
    })
    afterEach(() => channel.close())

    it('gives a turn one answer, with what became of the change', async () => {
      expect(await anna.say('a red dress')).toMatch(/red dress/i)
      expect(await anna.say('make it navy')).toMatch(/navy now/i)
      expect(await anna.shown()).toBe(2)
    })

    it('answers a message that is delivered twice once', async () => {
      await anna.say('a red dress')
      expect(await anna.sayTwice('make it navy')).toMatch(/navy now/i)
      expect(channel.rooms.studio.rounds).toHaveLength(1)
      expect(await anna.shown()).toBe(2)
    })

    it('goes back by a button', async () => {
      await anna.say('a red dress')
      await anna.say('make it navy')
      expect(await anna.pressUndo()).toMatch(/back at look 1/i)
    })

    it('lets nobody press the buttons of another', async () => {
      await anna.say('a red dress')
      await anna.say('make it navy')
      expect(await anna.pressUndoAsStranger()).toMatch(/belong to|no look yet/i)
      expect(await anna.pressUndo()).toMatch(/back at look 1/i)
    })

    it('stops in the middle of a round, and goes on from the look before', async () => {
      await anna.say('a red dress')
      channel.rooms.studio.stepMs = 500
      expect(await anna.sayAndCancel('make it navy')).toMatch(/^stopped/im)
      channel.rooms.studio.stepMs = 0
      expect(await anna.say('undo')).toMatch(/nothing to undo/i)
      expect(await anna.say('make it navy')).toMatch(/navy now/i)
    })

    it('forgets whoever asks for it, and nobody else', async () => {
      const ben = channel.someone()
      await ben.say('a red dress')
      await ben.say('make it navy')
      await anna.say('a red dress')
      await anna.say('make it navy')
      expect(await anna.say('forget me')).toMatch(/deleted|forgot/i)
      expect(await anna.say('undo')).toMatch(/no look yet/i)
      expect(await ben.say('undo')).toMatch(/back at look 1/i)
    })

    it('says of what went wrong what to do about it', async () => {
      await anna.say('a red dress')
      channel.rooms.studio.failures.set(1, new Error('the disk is full'))
      expect(await anna.say('make it navy')).toMatch(/your looks are safe.*try that again/i)
      expect(await anna.say('make it navy')).toMatch(/navy now/i)
    })
  })
}
