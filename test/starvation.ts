/** Whether a machine is one that times are measured on: how long a process that wants nothing has to wait for its turn. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** An idle process that waits ten milliseconds, again and again: how much longer it has to is what others take. */
const IDLE = `
  const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  process.stdin.on('end', () => process.stdout.write(String(delay.percentile(99) / 1e6 - 10))).resume()
`
/** From here on, in milliseconds, the machine is not one that anything is measured on. */
export const STARVED = 100

/** Watches from now on; what it gives ends that, and tells the 99th percentile in milliseconds. */
export function watchMachine(): () => Promise<number> {
  const idle = spawn(process.execPath, ['-e', IDLE], { stdio: ['pipe', 'pipe', 'ignore'] })
  return async () => {
    const told = once(idle.stdout, 'data')
    idle.stdin.end()
    return Number(String(await told))
  }
}
