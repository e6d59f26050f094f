import { describe, expect, it } from 'vitest'
import { metricsOf, prefixed } from '../../src/evaluation/measure.ts'
import { asJson, asTable } from '../../src/evaluation/report.ts'

const table = {
  queries: 4,
  gallery: 20,
  metrics: metricsOf(
    [
      { 'R@10': true, 'R@10.pattern': true, ms: 100 },
      { 'R@10': true, ms: 140 },
      { 'R@10': false, ms: 120 },
      { 'R@10': true, ms: 120, 'R@10.colour': true },
    ],
    1,
  ),
}

describe('a table of figures', () => {
  it('has the mean of each figure over the queries it concerns', () => {
    expect(table.metrics['R@10']).toMatchObject({ mean: 0.75, count: 4 })
    expect(table.metrics['R@10.colour']).toEqual({ mean: 1, low: 1, high: 1, count: 1 })
    expect(table.metrics.ms?.mean).toBe(120)
  })

  it('has the parts of a figure after the wholes, in alphabetical order', () => {
    expect(Object.keys(table.metrics)).toEqual(['R@10', 'ms', 'R@10.colour', 'R@10.pattern'])
  })

  it('is one JSON object for a program', () => {
    const json = JSON.parse(asJson({ dataset: 'rendered', seed: 1 }, table))
    expect(json).toMatchObject({
      dataset: 'rendered',
      seed: 1,
      queries: 4,
      gallery: 20,
      metrics: { 'R@10': 0.75, ms: 120 },
      counts: { 'R@10': 4, 'R@10.colour': 1 },
    })
    expect(json.intervals['R@10']).toEqual([table.metrics['R@10']?.low, table.metrics['R@10']?.high])
  })

  it('is aligned lines for a person', () => {
    const lines = asTable({ dataset: 'rendered' }, table).split('\n')
    expect(lines[0]).toBe('dataset rendered · queries 4 · gallery 20')
    expect(lines[3]).toMatch(/^R@10 +0\.750 +\d\.\d{3} to \d\.\d{3} +4$/)
    expect(new Set(lines.slice(2).map((line) => line.length)).size).toBe(1)
  })

  it('takes rows and maps under a prefix', () => {
    expect(prefixed('ceiling', { kept: 1 })).toEqual({ 'ceiling.kept': 1 })
    expect(prefixed('detail', new Map([['belt', true]]))).toEqual({ 'detail.belt': true })
  })
})
