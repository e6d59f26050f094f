/** The commands as Discord lists them, named in English, German and Spanish, and how they are registered. */
import {
  type APIApplication,
  ApplicationCommandType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  type LocalizationMap,
  PermissionFlagsBits,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
  SlashCommandBuilder,
} from 'discord.js'
import { ALL, OWN } from './admin.ts'
import { startError } from './startup.ts'

export const REFINE_THIS = 'Refine this garment'

/** Spanish is two languages to Discord. */
const named = (german: string, spanish: string): LocalizationMap => ({
  de: german,
  'es-ES': spanish,
  'es-419': spanish,
})

const command = (name: string, description: string, german: [string, string], spanish: [string, string]) =>
  new SlashCommandBuilder()
    .setName(name)
    .setNameLocalizations(named(german[0], spanish[0]))
    .setDescription(description)
    .setDescriptionLocalizations(named(german[1], spanish[1]))

const start = command(
  'start',
  'Start from words, a product of the shop or a photo',
  ['beginnen', 'Mit Worten, einem Artikel oder einem Foto beginnen'],
  ['empezar', 'Empezar con palabras, un producto o una foto'],
)
  .addStringOption((option) =>
    option
      .setName('words')
      .setNameLocalizations(named('worte', 'palabras'))
      .setDescription('What you are looking for, for example: a red summer dress')
      .setMaxLength(500),
  )
  .addStringOption((option) =>
    option
      .setName('product')
      .setNameLocalizations(named('artikel', 'producto'))
      .setDescription('A product of the shop: type a word and pick one')
      .setAutocomplete(true)
      .setMaxLength(100),
  )
  .addAttachmentOption((option) =>
    option
      .setName('photo')
      .setNameLocalizations(named('foto', 'foto'))
      .setDescription('A photo of a garment'),
  )

const refine = command(
  'refine',
  'Change the garment in hand',
  ['verfeinern', 'Das Kleidungsstück verändern'],
  ['retocar', 'Cambiar la prenda'],
).addStringOption((option) =>
  option
    .setName('change')
    .setNameLocalizations(named('änderung', 'cambio'))
    .setDescription('What to change, for example: make it navy, longer sleeves, no collar')
    .setMaxLength(2000)
    .setRequired(true),
)

const shop = command(
  'shop',
  'Look around in the shop',
  ['laden', 'Im Laden umsehen'],
  ['tienda', 'Mirar en la tienda'],
)
  .addStringOption((option) =>
    option
      .setName('what')
      .setNameLocalizations(named('was', 'qué'))
      .setDescription('What you are looking for; left out: what is nearest to your look')
      .setMaxLength(200),
  )
  .addIntegerOption((option) =>
    option
      .setName('under')
      .setNameLocalizations(named('unter', 'hasta'))
      .setDescription('Highest price')
      .setMinValue(1)
      .setMaxValue(100_000),
  )
  .addIntegerOption((option) =>
    option
      .setName('over')
      .setNameLocalizations(named('über', 'desde'))
      .setDescription('Lowest price')
      .setMinValue(1)
      .setMaxValue(100_000),
  )
  .addStringOption((option) =>
    option
      .setName('size')
      .setNameLocalizations(named('größe', 'talla'))
      .setDescription('Your size, for example: M')
      .setMaxLength(20),
  )
  .addBooleanOption((option) =>
    option
      .setName('in-stock')
      .setNameLocalizations(named('vorrätig', 'disponible'))
      .setDescription('Only what is in stock'),
  )
  .addStringOption((option) =>
    option
      .setName('brand')
      .setNameLocalizations(named('marke', 'marca'))
      .setDescription('Only this brand')
      .setMaxLength(80),
  )

const outfit = command(
  'outfit',
  'What you keep, piece by piece, and what it costs together',
  ['outfit', 'Was du behältst, Stück für Stück, und was es zusammen kostet'],
  ['conjunto', 'Lo que guardas, prenda a prenda, y cuánto cuesta en total'],
)

const history = command(
  'history',
  'Your looks here, to go back to one',
  ['verlauf', 'Deine Entwürfe hier, um zu einem zurückzugehen'],
  ['historial', 'Tus diseños aquí, para volver a uno'],
)

const help = command(
  'help',
  'What you can say',
  ['hilfe', 'Was du sagen kannst'],
  ['ayuda', 'Lo que puedes decir'],
)

const forget = command(
  'forget-me',
  'Forget everything you said and all your looks, on every server',
  ['vergiss-mich', 'Alles vergessen, was du gesagt hast, auf jedem Server'],
  ['olvidame', 'Olvidar todo lo que dijiste, en todos los servidores'],
)

const settings = command(
  'settings',
  'See or set how Hemline works on this server',
  ['einstellungen', 'Sehen oder setzen, wie Hemline auf diesem Server arbeitet'],
  ['ajustes', 'Ver o cambiar cómo trabaja Hemline en este servidor'],
)
  .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
  .setContexts(InteractionContextType.Guild)
  .addIntegerOption((option) =>
    option
      .setName('cooldown')
      .setDescription('Seconds between two requests of a member; 0: none')
      .setMinValue(0)
      .setMaxValue(3600),
  )
  .addIntegerOption((option) =>
    option
      .setName('member-quota')
      .setDescription('Requests of a member in a day; 0: no limit')
      .setMinValue(0)
      .setMaxValue(100_000),
  )
  .addIntegerOption((option) =>
    option
      .setName('server-quota')
      .setDescription('Requests of the whole server in a day; 0: no limit')
      .setMinValue(0)
      .setMaxValue(1_000_000),
  )
  .addRoleOption((option) =>
    option.setName('allow-role').setDescription('Serve members with this role (and the others allowed)'),
  )
  .addBooleanOption((option) =>
    option.setName('allow-everyone').setDescription('Serve everyone again, whatever their roles'),
  )
  .addBooleanOption((option) =>
    option.setName('threads').setDescription('Answer a mention in a thread of its own'),
  )
  .addBooleanOption((option) =>
    option.setName('spoilers').setDescription('Cover pictures until they are clicked'),
  )
  .addStringOption((option) =>
    option
      .setName('language')
      .setDescription('Language of the answers')
      .addChoices(
        { name: 'Each member’s own', value: OWN },
        { name: 'English', value: 'en' },
        { name: 'Deutsch', value: 'de' },
        { name: 'Español', value: 'es' },
      ),
  )
  .addStringOption((option) =>
    option
      .setName('catalogue')
      .setDescription(`Show the products of this catalogue here, and no others; “${ALL}”: the whole shop`)
      .setMaxLength(40),
  )
  .addStringOption((option) =>
    option
      .setName('brand')
      .setDescription(`Show only the products of this brand here; “${ALL}”: every brand`)
      .setMaxLength(80),
  )

const refineThis = new ContextMenuCommandBuilder()
  .setName(REFINE_THIS)
  .setNameLocalizations(named('Dieses Kleidungsstück ändern', 'Retocar esta prenda'))
  .setType(ApplicationCommandType.Message)

export const COMMANDS: RESTPostAPIApplicationCommandsJSONBody[] = [
  start,
  refine,
  shop,
  outfit,
  history,
  settings,
  forget,
  help,
  refineThis,
].map((command) => command.toJSON())

type Application = Pick<APIApplication, 'id'> & Partial<Pick<APIApplication, 'name' | 'flags'>>

/** Which application the token belongs to. Throws DiscordStartError. */
export async function applicationOf(rest: REST): Promise<Application> {
  try {
    return (await rest.get(Routes.currentApplication())) as Application
  } catch (error) {
    throw startError(error)
  }
}

/**
 * Makes Discord's list of this bot's commands the one above: what is there is updated, what is not ours any more
 * goes, and the same again changes nothing. Gives the bot's application id. Throws DiscordStartError.
 */
export async function register(rest: REST): Promise<{ application: string; commands: number }> {
  const { id } = await applicationOf(rest)
  try {
    await rest.put(Routes.applicationCommands(id), { body: COMMANDS })
    return { application: id, commands: COMMANDS.length }
  } catch (error) {
    throw startError(error)
  }
}
