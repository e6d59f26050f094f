/** How far the shop's photos are on their way to being found by looks: a bar for a person, lines for a log. */
import cliProgress from 'cli-progress'

const LINE_EVERY = 0.1

/** A listener for `openCore`; it writes to stderr, and nothing when there is nothing to do. */
export function shopProgress(): (done: number, total: number) => void {
  return process.stderr.isTTY ? bar() : lines()
}

function bar() {
  const drawn = new cliProgress.SingleBar(
    {
      format: 'Preparing the shop {bar} {value}/{total} products, {eta_formatted} left',
      clearOnComplete: true,
    },
    cliProgress.Presets.rect,
  )
  return (done: number, total: number) => {
    if (done === 0) drawn.start(total, 0)
    drawn.update(done)
    if (done >= total) drawn.stop()
  }
}

function lines() {
  let next = 0
  return (done: number, total: number) => {
    if (done / total < next && done < total) return
    process.stderr.write(`Preparing the shop: ${done} of ${total} products\n`)
    next = done / total + LINE_EVERY
  }
}
