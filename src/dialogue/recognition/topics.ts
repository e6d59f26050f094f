/** What talk beside the shopping is about, and what an answer says. */
import type { Topic } from '../command.ts'

const TOPICS: [words: RegExp, topic: Topic][] = [
  [
    /\b(?:fuck\w*|shit\w*|crap|screw you|shut up|idiot\w*|stupid|dumb|useless|suck|sucks|moron|garbage|trash|wtf|worst app|hate you|annoying)\b/,
    'abuse',
  ],
  [
    /\b(?:bye|goodbye|see you|good night|ciao|later|take care|have to go|gotta go|got to go|done|that is all|will be all|nice day)\b/,
    'bye',
  ],
  [/\b(?:thanks?|thank you|thx|ty|tysm|cheers|ta|appreciate\w*|helpful)\b/, 'thanks'],
  [
    /\b(?:who|robot|bot|human|chatgpt|ai|your name|real|made (?:you|this)|built|how old|where are you|how are you|how is it going|how do you do|a name|what are you)\b/,
    'who',
  ],
  [/\b(?:a?(?:ha){2,}h?|lol|lmao|rofl|hehe|funny)\b|^(?:hm+|oh|aha|i see|interesting)$/, 'laugh'],
  [
    /\b(?:ugly|awful|horrible|terrible|hate|disgusting|hideous|worse|yuck|eww?|ugh|meh|bad|boring|not (?:my|for me|really|what)|(?:do not|did not) (?:really )?like)\b/,
    'dislike',
  ],
  [/^(?:hello|hi|hey|hiya|yo|sup|howdy|greetings|morning|evening|good|what is up)\b/, 'hello'],
  [
    /\b(?:love\w*|like|great|nice\w*|good|perfect\w*|pretty|beautiful|gorgeous|lovely|cool|wow|omg|cute\w*|amazing|awesome|super|brilliant|fab\w*|sweet|better|best|yay|spot on|exactly|that is it|the one|well done|stunning|excellent|fantastic|wonderful|kind|wanted)\b/,
    'praise',
  ],
]
export const topicOf = (phrase: string): Topic | undefined =>
  TOPICS.find(([words]) => words.test(phrase))?.[1]

export const SHOPS_PEOPLE =
  /\b(?:ship\w*|deliver\w*|refund\w*|return\w*|exchange|order\w*|parcel|package|pay\w*|paypal|visa|cards?|cash|warranty|voucher|code|gift|human|person|agent|manager|customer service|phone|address|open\w*|close|hiring|password|complain\w*|charged|website|arrive\w*|track)\b/

export const answerIn = (phrase: string): 'yes' | 'no' | 'again' =>
  /\b(?:again|once more|retry|repeat|another (?:try|go|attempt)|one more|harder)\b/.test(phrase)
    ? 'again'
    : /\b(?:no|nope|nah|not|don't|dont|leave|stop|never mind|nevermind|forget|rather not|maybe later|cancel)\b/.test(
          phrase,
        )
      ? 'no'
      : 'yes'
