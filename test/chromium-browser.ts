import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as browsers, type Browser } from 'playwright-core'

const home = fileURLToPath(new URL('../node_modules/.cache/chromium', import.meta.url))

/** Starts the Chromium that npm brings, packed. */
export async function startChromium(): Promise<Browser> {
  // In one process it ends with its first page.
  const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote')
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  return browsers.launch({ executablePath: await program(), args: [...args, ...quiet], timeout: 120_000 })
}

/**
 * Path of the program, unpacked at first use: whole or not at all, as test files may ask at once. The package itself
 * unpacks into the folder for temporary files, and takes what is half unpacked there for the whole.
 */
async function program(): Promise<string> {
  const path = join(home, 'chromium')
  if (existsSync(path)) return path
  await mkdir(join(home, '..'), { recursive: true })
  const draft = await mkdtemp(`${home}-`)
  const temporary = tmpdir()
  process.env['TMPDIR'] = draft
  try {
    await chromium.executablePath()
  } finally {
    process.env['TMPDIR'] = temporary
  }
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }))
  return path
}
