import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { gaussian } from '../../src/editing/noise.ts'
import { chooseDevice } from '../../src/inference/device.ts'
import { type DenoiserRows, type Model, openModel } from '../../src/inference/model.ts'

const CHROMIUM = '/usr/lib/chromium'
const TINY = fileURLToPath(new URL('../fixtures/tiny-family', import.meta.url))

/** Two rows of noise at one timestep, as one guided step of one conversation. */
function denoiserRows({ manifest: { latent, text, vision, pose } }: Model, timestep: number): DenoiserRows {
  const noise = gaussian(timestep)
  const volume = 2 * latent.channels * latent.size ** 2
  return {
    sample: noise(volume),
    timesteps: [timestep, timestep],
    condition: noise(2 * (text.tokens + vision.tokens) * text.width),
    reference: noise(volume),
    pose: new Float32Array(2 * 3 * pose.size ** 2),
  }
}

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'family-'))
  await cp(TINY, dir, { recursive: true })
})
afterEach(() => rm(dir, { recursive: true, force: true }))

describe('a model family', () => {
  it('opens, says which device it runs on, and answers in the shapes of its manifest', async () => {
    const model = await openModel(dir, { threads: 1 })
    try {
      const { image, latent, text, reader } = model.manifest
      expect(model.device).toMatch(/^cpu/)
      const pictures = new Float32Array(2 * 3 * image.size ** 2)
      expect(await model.encode(pictures)).toHaveLength(2 * latent.channels * latent.size ** 2)
      expect(await model.text(['navy', 'a', ''])).toHaveLength(3 * text.tokens * text.width)
      const read = await model.read(new Float32Array(3 * reader.size ** 2))
      expect(read.embedding).toHaveLength(reader.embedding)
      expect(Math.hypot(...read.embedding)).toBeCloseTo(1, 4)
    } finally {
      await model.close()
    }
  })

  it('keeps the event loop free while a graph runs', async () => {
    const model = await openModel(dir, { threads: 1 })
    try {
      let ticks = 0
      const clock = setInterval(() => ticks++, 1)
      await model.decode(
        new Float32Array(32 * model.manifest.latent.channels * model.manifest.latent.size ** 2),
      )
      clearInterval(clock)
      expect(ticks).toBeGreaterThan(3)
    } finally {
      await model.close()
    }
  })

  it('starts a new child when one is killed between calls, and gives up on a call that kills two', async () => {
    const model = await openModel(dir, { threads: 1 })
    try {
      const first = model.pid as number
      process.kill(first, 'SIGKILL')
      expect(await model.text(['navy'])).toBeInstanceOf(Float32Array)
      expect(model.pid).not.toBe(first)
      const call = model.decode(
        new Float32Array(64 * model.manifest.latent.channels * model.manifest.latent.size ** 2),
      )
      const killer = setInterval(() => model.pid && process.kill(model.pid, 'SIGKILL'), 20)
      await expect(call).rejects.toThrow(/twice over one call/)
      clearInterval(killer)
      expect(await model.text(['navy'])).toBeInstanceOf(Float32Array)
    } finally {
      await model.close()
    }
  })

  it('replaces a child that hangs, and gives its call to the next', async () => {
    const model = await openModel(dir, { threads: 1, silenceMs: 5000 })
    try {
      const first = model.pid as number
      process.kill(first, 'SIGSTOP')
      expect(await model.text(['navy'])).toBeInstanceOf(Float32Array)
      expect(model.pid).not.toBe(first)
    } finally {
      await model.close()
    }
  })

  it('loads a part when it is first used, or all of them beforehand', async () => {
    const [lazy, warm] = await Promise.all([openModel(dir, { threads: 1 }), openModel(dir, { threads: 1 })])
    try {
      await warm.warm()
      await rm(join(dir, 'text.onnx'))
      await rm(join(dir, 'tokenizer.json'))
      expect(await warm.text(['navy'])).toBeInstanceOf(Float32Array)
      await expect(lazy.text(['navy'])).rejects.toThrow(/tokenizer/)
    } finally {
      await Promise.all([lazy.close(), warm.close()])
    }
  })

  it('tells the calls that are still waiting when it is closed', async () => {
    const model = await openModel(dir, { threads: 1 })
    const { latent } = model.manifest
    const call = model.decode(new Float32Array(16 * latent.channels * latent.size ** 2))
    const refused = expect(call).rejects.toThrow(/were closed/)
    await model.close()
    await refused
    await expect(model.text(['navy'])).rejects.toThrow(/are closed/)
  })

  it('gives every caller of a shared denoiser run what it would have had alone', async () => {
    const model = await openModel(dir, { threads: 1 })
    try {
      const rows = [3, 500, 999].map((t) => denoiserRows(model, t))
      const alone = []
      for (const row of rows) alone.push(await model.denoise(row))
      const together = await Promise.all(rows.map((row) => model.denoise(row)))
      for (const [i, prediction] of together.entries()) expect(prediction).toEqual(alone[i])
      const short = { ...(rows[0] as DenoiserRows), timesteps: [3] }
      await expect(model.denoise(short)).rejects.toThrow(/of 2,1,2,2,2 rows/)
    } finally {
      await model.close()
    }
  })

  it('refuses a call whose values do not fill its shape', async () => {
    const model = await openModel(dir, { threads: 1 })
    await expect(model.decode(new Float32Array(5))).rejects.toThrow(/do not fill/)
    await model.close()
  })

  it('is refused by name when a file is not the one its manifest was made for', async () => {
    await writeFile(join(dir, 'reader.onnx'), 'something else')
    await expect(openModel(dir)).rejects.toThrow(/reader\.onnx is not the file its manifest names/)
  })

  it('is refused by name when a part is missing', async () => {
    await rm(join(dir, 'decoder.onnx'))
    await expect(openModel(dir)).rejects.toThrow(/lacks decoder\.onnx/)
  })

  it('is refused by name when its manifest has a part missing', async () => {
    const path = join(dir, 'manifest.json')
    const manifest = JSON.parse(await readFile(path, 'utf8'))
    const { reader, text, ...graphs } = manifest.graphs
    await writeFile(path, JSON.stringify({ ...manifest, graphs }))
    await expect(openModel(dir)).rejects.toThrow(
      /this part is missing: export the family again[\s\S]*graphs.text[\s\S]*graphs.reader/,
    )
  })

  it('keeps the weights of a large part in a file of its own, with a hash of its own', async () => {
    const path = join(dir, 'manifest.json')
    const manifest = JSON.parse(await readFile(path, 'utf8'))
    const described = (sha256: string) => {
      const denoiser = { ...manifest.graphs.denoiser, data: { file: 'denoiser.onnx.data', sha256 } }
      return writeFile(path, JSON.stringify({ ...manifest, graphs: { ...manifest.graphs, denoiser } }))
    }
    await described('0'.repeat(64))
    await expect(openModel(dir)).rejects.toThrow(/lacks denoiser\.onnx\.data/)
    await writeFile(join(dir, 'denoiser.onnx.data'), 'weights')
    await expect(openModel(dir)).rejects.toThrow(/denoiser\.onnx\.data is not the file its manifest names/)
    await described(createHash('sha256').update('weights').digest('hex'))
    await (await openModel(dir, { threads: 1 })).close()
  })

  it('is refused when there is no manifest, or one that describes nothing', async () => {
    await expect(openModel(join(dir, 'nowhere'))).rejects.toThrow(/manifest\.json cannot be read/)
    await writeFile(join(dir, 'manifest.json'), '{"family":"x"}')
    await expect(openModel(dir)).rejects.toThrow(/does not describe a family/)
  })
})

describe('the device', () => {
  const backends = [
    { name: 'cpu', bundled: true },
    { name: 'webgpu', bundled: true },
  ]
  it('is the processor unless another is asked for and there', () => {
    expect(chooseDevice('auto', backends).providers).toEqual(['cpu'])
    expect(chooseDevice('webgpu', backends).providers).toEqual(['webgpu', 'cpu'])
  })
  it('falls back in words', () => {
    expect(chooseDevice('cuda', backends)).toEqual({
      providers: ['cpu'],
      why: 'cpu: cuda was asked for, but this build of onnxruntime-node has only cpu, webgpu',
    })
  })
  it('falls back in words when it is there but does not start', async () => {
    const model = await openModel(dir, { device: 'cuda', threads: 1 })
    try {
      expect(model.device).toMatch(/^cuda, as asked|^cpu: cuda was asked for, but /)
      expect(await model.text(['navy'])).toBeInstanceOf(Float32Array)
    } finally {
      await model.close()
    }
  })

  // Debian's chromium brings a Vulkan in software, which is enough to run the graphics-card path anywhere
  it.skipIf(!existsSync(join(CHROMIUM, 'libvk_swiftshader.so')))(
    'webgpu gives what the cpu gives (needs a Vulkan driver)',
    async () => {
      vi.stubEnv('LD_LIBRARY_PATH', CHROMIUM)
      vi.stubEnv('VK_DRIVER_FILES', join(CHROMIUM, 'vk_swiftshader_icd.json'))
      const [card, cpu] = await Promise.all([
        openModel(dir, { device: 'webgpu', threads: 1 }),
        openModel(dir, { device: 'cpu', threads: 1 }),
      ])
      try {
        expect(card.device).toBe('webgpu, as asked; cpu for what it cannot run')
        const words = ['navy', 'no collar']
        const [one, other] = await Promise.all([card.text(words), cpu.text(words)])
        for (const [i, value] of one.entries()) expect(value).toBeCloseTo(other[i] as number, 4)
      } finally {
        await Promise.all([card.close(), cpu.close()])
        vi.unstubAllEnvs()
      }
    },
    180_000,
  )
})
