/** Values of options as they must be; commander says which option was wrong. */
import { InvalidArgumentError } from 'commander'

export function number(least: number, most: number) {
  return (text: string) => {
    const value = Number(text)
    if (text.trim() === '' || !(value >= least && value <= most))
      throw new InvalidArgumentError(`a number from ${least} to ${most}`)
    return value
  }
}

export function whole(least: number) {
  return (text: string) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`a whole number of at least ${least}`)
    return value
  }
}
