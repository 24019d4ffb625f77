import type { TerminalOptions } from 'kontext-sdk/check'
import { columns } from '../columns.ts'

/** What the terminal on stdout can show; 80 columns without colour where there is none. */
export function screen(): TerminalOptions {
  const { stdout } = process
  if (!stdout.isTTY) return {}
  return { width: columns(), colour: stdout.hasColors() }
}
