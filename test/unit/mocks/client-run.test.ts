import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { runClient } from '../../../mocks/src/judge/client-run.ts'

const patientMs = 60_000

function run(script: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}) {
  const command = [process.execPath, '-e', script]
  return runClient({ command, env: process.env, cwd: process.cwd(), timeoutMs: patientMs, ...options })
}

describe('running a client', () => {
  test('gives its status and what it wrote last to standard error', async () => {
    const script = "console.log('out'); console.error('x'.repeat(9000) + 'end'); process.exitCode = 3"
    const { exitCode, output, hung, endedBy } = await run(script)
    expect([exitCode, hung, endedBy]).toEqual([3, false, undefined])
    expect([output.length, output.endsWith('end\n')]).toEqual([2_000, true])
  })

  test('gives the signal that ended it, also where a shell says it', async () => {
    expect((await run('process.abort()')).endedBy).toBe('SIGABRT')
    expect(await run('process.exit(139)')).toMatchObject({ exitCode: 139, endedBy: 'SIGSEGV' })
  })

  test('kills it when its time is over, with what it started', async () => {
    const started = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' })`
    const { hung, exitCode, endedBy, output } = await run(
      `console.error(${started}.pid); setInterval(() => 0, 1000)`,
      { timeoutMs: 1_500 },
    )
    expect([hung, exitCode, endedBy]).toEqual([true, undefined, undefined])
    const pid = output.trim()
    expect(pid).toMatch(/^\d+$/)
    // A process that has ended and that nobody has asked about yet is a zombie.
    const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' })
    expect(stdout.trim()).toMatch(/^(Z.*)?$/)
  })

  test('ends with the reason of a signal that is aborted', async () => {
    const stop = new AbortController()
    const reason = new Error('Stopped.')
    const running = run('setInterval(() => 0, 1000)', { signal: stop.signal })
    stop.abort(reason)
    await expect(running).rejects.toBe(reason)
    await expect(run('0', { signal: stop.signal })).rejects.toBe(reason)
  })

  test('fails where there is no such program', async () => {
    const options = { env: process.env, cwd: process.cwd(), timeoutMs: patientMs }
    await expect(runClient({ command: ['./no-such-program'], ...options })).rejects.toThrow(
      'Failed to run ./no-such-program',
    )
  })
})
