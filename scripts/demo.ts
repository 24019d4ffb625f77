// The main job, from documents to edited images: npm run demo
// Generates contracts and clients from specs/, starts the mock of every provider, edits one photograph at each of
// them with one and the same call, and shows what came back. Needs no key and no network.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const generate = fileURLToPath(new URL('generate.ts', import.meta.url))
console.log('1. From the documents under specs/ to contracts and clients under generated/')
execFileSync(process.execPath, [generate], { stdio: ['ignore', 'inherit', 'ignore'] })

// Imported only now: it uses what was just generated.
const { editEverywhere } = await import('./demo/edit-everywhere.ts')
await editEverywhere()
