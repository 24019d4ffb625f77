import { rename, writeFile } from 'node:fs/promises'
import { writeCassette, type Cassette } from './cassette.ts'

/** Saves one after the other, and once more when something came meanwhile. What was paid for is not lost. */
export function createSaver(path: string, content: () => Cassette): { save(): void; done(): Promise<void> } {
  let running: Promise<void> | undefined
  let stale = false
  const run = async (): Promise<void> => {
    while (stale) {
      stale = false
      await writeFile(`${path}.part`, writeCassette(content()))
      await rename(`${path}.part`, path)
    }
    running = undefined
  }
  return {
    save: () => {
      stale = true
      running ??= run()
    },
    done: async () => {
      await running
    },
  }
}
