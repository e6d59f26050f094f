/** How far a measure is: a bar for a person, one estimate for a log. */
import cliProgress from 'cli-progress'

/** Queries before the time left is worth saying; the first ones also load the graphs. */
const ESTIMATE_AFTER = 12

type Listener = (done: number, of: number) => void

/** Listens to one walk after another, each counting from 1; writes to stderr. */
export function progress(name: string): Listener {
  return process.stderr.isTTY ? bar(name) : estimate(name)
}

function bar(name: string): Listener {
  const drawn = new cliProgress.SingleBar(
    { format: `${name} {bar} {value}/{total}, {eta_formatted} left`, clearOnComplete: true },
    cliProgress.Presets.rect,
  )
  return (done, of) => {
    if (done === 1) drawn.start(of, 0)
    drawn.update(done)
    if (done === of) drawn.stop()
  }
}

function estimate(name: string): Listener {
  let began = 0
  return (done, of) => {
    if (done === 1) began = Date.now()
    if (done !== ESTIMATE_AFTER) return
    const minutes = (((Date.now() - began) / (done - 1)) * (of - done)) / 60_000
    process.stderr.write(`${name}: ${of} queries, about ${Math.ceil(minutes)} more minutes\n`)
  }
}
