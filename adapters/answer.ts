/** One answer while it grows: the replies of its turn, or of the turns of its variations, folded into one state. */
import type { ConversationView, LookView, Match, Picture, Reply, Verdict } from '../src/dialogue/reply.ts'

type Question = Extract<Reply, { kind: 'question' }>
type Progress = Extract<Reply, { kind: 'progress' }>

export interface Answer {
  /** The plan as it stands: what was asked, and what became of it. */
  readonly plan: { text: string; verdict?: Verdict; outcome?: string }[]
  /** Place in the line while it waits, and about how many seconds that is. */
  place?: number | undefined
  wait?: number | undefined
  progress?: Pick<Progress, 'round' | 'rounds' | 'step' | 'steps'> | undefined
  /** The newest picture of the work: a preview, or the last finished round. */
  preview?: { bytes: Uint8Array } | { look: LookView } | undefined
  /** Milliseconds of a step, as measured so far. */
  stepMs?: number
  /** Everything that was said, in order. */
  readonly lines: string[]
  readonly made: LookView[]
  /** What was made are tries of the change that made this look, to pick one from. */
  variationsOf?: number | undefined
  /** What a text told of: an outfit, a comparison, a card to pass on. */
  told?: Picture
  /** Id of what was shared. */
  share?: string
  matches: Match[]
  /** A list of products was asked for, or belongs to a new look. */
  listed: boolean
  more: boolean
  question?: Question | undefined
  failed: boolean
  cancelled: boolean
  view?: ConversationView
}

export const newAnswer = (): Answer => ({
  plan: [],
  lines: [],
  made: [],
  matches: [],
  listed: false,
  more: false,
  failed: false,
  cancelled: false,
})

/** @param now milliseconds since any fixed moment */
export function fold(answer: Answer, reply: Reply, clock: StepClock, now = performance.now()): void {
  answer.place = undefined
  answer.wait = undefined
  switch (reply.kind) {
    case 'plan':
      answer.plan.push(...reply.edits.map(({ text }) => ({ text })))
      answer.variationsOf = reply.variationsOf
      return
    case 'progress': {
      const { round, rounds, step, steps, preview } = reply
      answer.progress = { round, rounds, step, steps }
      if (preview) answer.preview = { bytes: preview }
      answer.stepMs = clock.step(now)
      return
    }
    case 'round': {
      const planned = answer.plan.find(({ verdict }) => verdict === undefined)
      if (planned) {
        planned.verdict = reply.look.verdict
        planned.outcome = reply.text
      }
      answer.lines.push(reply.text)
      answer.made.push(reply.look)
      answer.preview = { look: reply.look }
      answer.matches = reply.matches
      answer.listed = true
      answer.more = true
      answer.progress = undefined
      clock.pause()
      return
    }
    case 'products':
      answer.lines.push(reply.text)
      answer.matches = reply.matches
      answer.listed = true
      answer.more = reply.more
      return
    case 'text':
      answer.lines.push(reply.text)
      if (reply.picture) answer.told = reply.picture
      if (reply.share) answer.share = reply.share
      return
    case 'question':
      answer.lines.push(reply.text)
      answer.question = reply
      return
    case 'error':
      answer.lines.push(reply.text)
      answer.failed = true
      answer.cancelled ||= reply.code === 'cancelled'
      return
    case 'done':
      answer.progress = undefined
      answer.view = reply.view
  }
}

/** Measures steps, so that the time left can be told. */
export interface StepClock {
  step(now: number): number
  pause(): void
}

export function stepClock(): StepClock {
  let last: number | undefined
  let mean = 0
  let seen = 0
  return {
    step(now) {
      if (last !== undefined) {
        seen++
        mean += (now - last - mean) / Math.min(seen, 20)
      }
      last = now
      return mean
    },
    pause() {
      // What is between two rounds is no step.
      last = undefined
    },
  }
}

/** Seconds until the last step of the last round; undefined while nothing was measured. */
export function secondsLeft({ progress, stepMs }: Answer): number | undefined {
  if (!progress || !stepMs) return undefined
  const { round, rounds, step, steps } = progress
  return Math.ceil(((rounds - round) * steps + (steps - step)) * (stepMs / 1000))
}
