/** Seeded Gaussian noise: the same seed and stream give the same noise on every machine. */
import { random } from '../garments/random.ts'

/** A source of standard Gaussian arrays (Box and Muller 1958). `stream` separates the uses of one seed. */
export function gaussian(seed: number, stream = 0): (length: number) => Float32Array {
  const uniform = random(seed, stream)
  return (length) => {
    const out = new Float32Array(length)
    for (let i = 0; i < length; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform.next()))
      const angle = 2 * Math.PI * uniform.next()
      out[i] = radius * Math.cos(angle)
      if (i + 1 < length) out[i + 1] = radius * Math.sin(angle)
    }
    return out
  }
}
