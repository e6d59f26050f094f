/** The shapes and limits that Discord documents for what a bot sends; what breaks one is told in words. */
import { z } from 'zod'

const CustomId = z.string().min(1).max(100)
const Button = z.strictObject({
  type: z.literal(2),
  style: z.number().int().min(1).max(4),
  label: z.string().min(1).max(80),
  custom_id: CustomId,
})
const Option = z.strictObject({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().min(1).max(100).optional(),
})
const Select = z.strictObject({
  type: z.literal(3),
  custom_id: CustomId,
  placeholder: z.string().max(150),
  options: z
    .array(Option)
    .min(1)
    .max(25)
    .refine((options) => new Set(options.map(({ value }) => value)).size === options.length, 'values repeat'),
})
const Row = z.strictObject({
  type: z.literal(1),
  components: z.union([z.array(Button).min(1).max(5), z.array(Select).length(1)]),
})

const customIds = (rows: z.infer<typeof Row>[]) =>
  rows.flatMap(({ components }) => components.map(({ custom_id }) => custom_id))

export const Message = z.looseObject({
  content: z.string().max(2000).optional(),
  components: z
    .array(Row)
    .max(5)
    .refine((rows) => new Set(customIds(rows)).size === customIds(rows).length, 'custom ids repeat')
    .optional(),
  attachments: z
    .array(
      z.looseObject({
        id: z.union([z.string(), z.number()]),
        // Discord does not ask for it; we do, of every picture.
        description: z.string().min(1).max(1024),
      }),
    )
    .max(10)
    .refine((files) => new Set(files.map(({ id }) => String(id))).size === files.length, 'ids repeat')
    .optional(),
  // Nobody may be pinged by what someone typed or a feed contains.
  allowed_mentions: z.looseObject({ parse: z.array(z.never()) }),
})

const Name = z.string().regex(/^[-_\p{L}\p{N}]{1,32}$/u)
const Localized = z.record(z.enum(['de', 'es-ES', 'es-419']), z.string().min(1).max(100)).nullish()
const CommandOption = z.looseObject({
  type: z.number().int().min(1).max(11),
  name: Name,
  name_localizations: z.record(z.string(), Name).nullish(),
  description: z.string().min(1).max(100),
})
export const Commands = z
  .array(
    z.looseObject({
      name: z.string().min(1).max(32),
      type: z.number().int().min(1).max(3).optional(),
      description: z.string().max(100).optional(),
      name_localizations: Localized,
      description_localizations: Localized,
      options: z.array(CommandOption).max(25).optional(),
    }),
  )
  .max(100)
  .refine((commands) => commands.every(({ type = 1, name }) => type !== 1 || Name.safeParse(name).success))

export const Choices = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        name_localizations: Localized,
        value: z.string().min(1).max(100),
      }),
    )
    .max(25),
})

/** Undefined when all is well. */
export function broken(rules: z.ZodType, payload: unknown): string | undefined {
  const read = rules.safeParse(payload)
  return read.success ? undefined : z.prettifyError(read.error)
}
