/** `hemline teams package`: the app package for Teams, for the app that is configured. */
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Command } from 'commander'
import { z } from 'zod'
import { appPackage } from '../../adapters/teams/package.ts'
import { readSettings } from '../settings.ts'

interface Options {
  out: string
  name: string
  developer?: string
  website?: string
  privacy?: string
  terms?: string
  appVersion?: string
}

const pack = new Command('package')
  .description('Write the app package that is uploaded to Teams: manifest and icons for HEMLINE_TEAMS_APP_ID')
  .requiredOption('-o, --out <file>', 'the zip file to write')
  .option('--name <name>', 'name of the app, at most 30 characters', 'Hemline')
  .option('--developer <name>', 'who offers it, at most 32 characters (default: the name)')
  .option('--website <address>', 'page about it (default: HEMLINE_PUBLIC_URL)')
  .option('--privacy <address>', 'privacy statement (default: the website)')
  .option('--terms <address>', 'terms of use (default: the website)')
  .option('--app-version <version>', 'version of the package; each update needs a higher one')
  .action(async ({ out, name, developer = name, appVersion, ...addresses }: Options) => {
    const { teams, publicUrl } = readSettings()
    if (!teams.app)
      throw new Error('HEMLINE_TEAMS_APP_ID is not set; docs/teams.md says where it comes from.')
    const website = addresses.website ?? publicUrl
    if (!website)
      throw new Error('Teams wants a web page of the app: give --website, or set HEMLINE_PUBLIC_URL.')
    const { privacy = website, terms = website } = addresses
    const version = appVersion ?? createRequire(import.meta.url)('../../package.json').version
    const facts = { appId: teams.app.id, version, name, developer, website, privacy, terms }
    const bytes = await appPackage({ ...facts, ...(publicUrl && { publicUrl }) }).catch((error) => {
      throw error instanceof z.ZodError ? new Error(told(error), { cause: error }) : error
    })
    await writeFile(out, bytes)
    process.stdout.write(
      `${out} is the app package of ${name} ${version}. Upload it to Teams; docs/teams.md says how.\n`,
    )
  })

export const teams = new Command('teams')
  .description('Make the app package for Microsoft Teams')
  .addCommand(pack)

const told = ({ issues }: z.ZodError): string =>
  `The package cannot be made:\n${issues.map(({ path, message }) => `  ${path.join('.')} ${message}`).join('\n')}`
