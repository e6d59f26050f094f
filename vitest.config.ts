import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // rendering, model and browser tests share two cores in continuous integration
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // a browser or a bot that is starved for a moment is asked again; what is wrong fails three times
    retry: 2,
  },
})
