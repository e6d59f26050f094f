/** Accuracy of the attribute reader on renders: the ruler that the other measures are read off. */
import { see } from '../editing/look.ts'
import type { Model } from '../inference/model.ts'
import { PICTURE, type Place } from './chains.ts'
import { flagsRight, readRight, shareRight } from './judge.ts'
import { metricsOf, prefixed, type Settings, type Table, walk } from './measure.ts'

const PLACES = Object.keys(PICTURE) as Place[]

/**
 * One picture a chain, each place of the chain in turn. Attributes that do not apply to the garment are not
 * counted. `mean` takes the details as one attribute, right when the whole set is; `flags` takes them one by one.
 */
export async function readerAccuracy(model: Model, settings: Settings): Promise<Table> {
  const rows = await walk(model, settings, async ({ index, truths, pixels }) => {
    const place = PLACES[index % PLACES.length] as Place
    const { reading } = await see(model, pixels(place))
    const right = readRight(reading, truths[place])
    const lightnessRight = right.get('brightness') === true
    right.delete('brightness')
    const flags = flagsRight(reading, truths[place])
    return {
      mean: shareRight(right),
      flags: shareRight(flags),
      lightnessWithin6: lightnessRight,
      lightnessError: Math.abs(reading.lightness - truths[place].lightness),
      ...Object.fromEntries(right),
      ...prefixed('detail', flags),
    }
  })
  return { queries: settings.limit, metrics: metricsOf(rows, settings.seed) }
}
