/** The command line: finds the command that was asked for, runs it, and turns failures into plain sentences. */
import { createRequire } from 'node:module'
import { Command, CommanderError } from 'commander'
import { COMMANDS } from './commands.ts'

const EXIT_FAILED = 1
const EXIT_USAGE = 2

/** Runs one command line (`argv` as Node gives it) and sets the exit code: 0, 1 (it failed) or 2 (misused). */
export async function main(argv: string[]): Promise<void> {
  process.stdout.on('error', leaveOnClosedPipe)
  try {
    const asked = argv[2] === 'help' ? argv[3] : argv[2]
    await (await programFor(asked)).parseAsync(argv)
  } catch (error) {
    process.exitCode = exitCodeOf(error)
    if (!(error instanceof CommanderError)) process.stderr.write(`hemline: ${sentenceOf(error)}\n`)
  }
}

/** The whole program, in which only the command called `asked` is loaded; the others are there to be listed. */
async function programFor(asked: string | undefined): Promise<Command> {
  const { version, description } = createRequire(import.meta.url)('../../package.json')
  const program = new Command('hemline').description(description).version(version)
  program
    .exitOverride()
    .showHelpAfterError(`(try: hemline ${asked && asked in COMMANDS ? `${asked} ` : ''}--help)`)
  for (const [name, entry] of Object.entries(COMMANDS)) {
    program.addCommand(name === asked ? await entry.load() : new Command(name).description(entry.description))
  }
  inherit(program)
  return program
}

/** Commander hands its settings down to the commands it makes itself, not to those made in another file. */
function inherit(parent: Command): void {
  for (const command of parent.commands as Command[]) {
    command.copyInheritedSettings(parent)
    inherit(command)
  }
}

function exitCodeOf(error: unknown): number {
  if (!(error instanceof CommanderError)) return EXIT_FAILED
  // A command's own `error()` says with its exit code which of the two it is; what commander refuses is misuse.
  return error.exitCode === 0 || error.code === 'commander.error' ? error.exitCode : EXIT_USAGE
}

/** What happened and why, without a stack trace; `HEMLINE_DEBUG=1` shows the whole error. */
function sentenceOf(error: unknown): string {
  if (process.env.HEMLINE_DEBUG)
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  const messages: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) {
    if (!messages.some((message) => message.includes(at.message))) messages.push(at.message)
  }
  return messages.join('\n  because: ') || String(error)
}

/** `hemline ... | head` closes the pipe early; that is no failure. */
function leaveOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}
