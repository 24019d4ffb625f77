// Node takes the types out of a module once and keeps the result, except for the module it starts with.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./generate.ts')
