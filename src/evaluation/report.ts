/** Figures for people and for programs. */
import type { Table } from './measure.ts'
import type { Estimate } from './statistics.ts'

/** What was measured, how: printed with the figures so that they can be had again. */
export type About = Record<string, string | number | boolean>

/** One JSON object; `metrics` holds the means, `intervals` their 95 % intervals and `counts` what they are over. */
export function asJson(about: About, { metrics, details, ...sizes }: Table): string {
  const each = <T>(take: (estimate: Estimate) => T) =>
    Object.fromEntries(Object.entries(metrics).map(([name, estimate]) => [name, take(estimate)]))
  return JSON.stringify({
    ...about,
    ...sizes,
    ...details,
    metrics: each(({ mean }) => mean),
    intervals: each(({ low, high }) => [low, high]),
    counts: each(({ count }) => count),
  })
}

/** Aligned columns: figure, mean, 95 % interval, over how many. */
export function asTable(about: About, { metrics, details = {}, ...sizes }: Table): string {
  const cells = Object.entries(metrics).map(([name, { mean, low, high, count }]) => [
    name,
    digits(mean),
    `${digits(low)} to ${digits(high)}`,
    String(count),
  ])
  const rows = [['', 'mean', '95 % interval', 'over'], ...cells]
  const widths = [0, 1, 2, 3].map((c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)))
  const lines = rows.map((row) =>
    row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0))).join('  '),
  )
  const head = Object.entries({ ...about, ...sizes }).map(([key, value]) => `${key} ${value}`)
  const groups = Object.entries(details).flatMap(([group, facts]) => [
    '',
    `${group}:`,
    ...Object.entries(facts).map(([name, fact]) => `  ${name}: ${fact}`),
  ])
  return [head.join(' · '), ...groups, '', ...lines].join('\n')
}

/** Shares to a thousandth, milliseconds and the like to a whole. */
const digits = (value: number) => value.toFixed(Math.abs(value) >= 100 ? 0 : 3)
