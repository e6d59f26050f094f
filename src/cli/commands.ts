/** The table of commands: what `--help` lists, and where each is found when it is called. */
import type { Command } from 'commander'

export interface Entry {
  description: string
  /** Loads the room's command. Only the one that was asked for is loaded, so that `split` starts at once. */
  load: () => Promise<Command>
}

export const COMMANDS: Record<string, Entry> = {
  serve: {
    description: 'Serve the web page on PORT, and Teams and Discord where they are set up',
    load: async () => (await import('./serve.ts')).serve,
  },
  chat: {
    description: 'Talk to Hemline: one message a line, from this terminal or through a pipe',
    load: async () => (await import('./chat.ts')).chat,
  },
  discord: {
    description: 'Run the Discord bot, or register its commands',
    load: async () => (await import('./discord.ts')).discord,
  },
  teams: {
    description: 'Make the app package for Microsoft Teams',
    load: async () => (await import('./teams.ts')).teams,
  },
  doctor: {
    description: 'Check devices, models, database and channels, and say what to do about what does not work',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  render: {
    description: 'Draw a garment, a contact sheet, or a training set',
    load: async () => (await import('../garments/cli.ts')).render,
  },
  edit: {
    description: 'Change a garment in a photo as an instruction says',
    load: async () => (await import('./models.ts')).edit,
  },
  embed: {
    description: 'Retrieval embedding and attributes of photos',
    load: async () => (await import('./models.ts')).embed,
  },
  split: {
    description: 'Instructions into sub-edits',
    load: async () => (await import('../language/cli.ts')).split,
  },
  evaluate: {
    description: 'Measure the models on held-out garments',
    load: async () => (await import('../evaluation/cli.ts')).evaluate,
  },
  catalogue: {
    description: 'Import, list and search products',
    load: async () => (await import('./catalogue.ts')).catalogue,
  },
}
