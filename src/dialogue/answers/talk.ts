/** Small talk, answered shortly. */
import type { Topic } from '../command.ts'
import type { Session } from '../session.ts'

export function talked(texts: Session['texts'], topic: Topic, hasLook: boolean): string {
  switch (topic) {
    case 'hello':
      return hasLook ? texts.helloAgain : texts.hello
    case 'dislike':
      return hasLook ? texts.dislike : texts.hello
    case 'elsewhere':
      return texts.outOfScope
    default:
      return texts[topic]
  }
}
