#!/usr/bin/env node
// The sources are TypeScript and run as they are: tsx is registered first, so nothing has to be built.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('./cli/main.ts')
await main(process.argv)
