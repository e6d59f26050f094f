/** The page over the fake core, to work on its looks: `node --import tsx test/web/fake-server.ts`. */

import { serveWeb } from './client.ts'
import { fakeCore } from './fake-core.ts'

const { url } = await serveWeb({ core: fakeCore({ stepMs: 150, steps: 10 }), burst: 1000 })
console.log(`The page over the fake core: ${url}`)
