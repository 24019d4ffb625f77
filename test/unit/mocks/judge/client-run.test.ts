import { spawnSync } from 'node:child_process'
import { describe, expect, test, vi } from 'vitest'
import { runClient } from '../../../../mocks/src/judge/client-run.ts'

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
    let pid = ''
    // A busy machine may need longer until it has started anything.
    for (const timeoutMs of [1_500, 15_000, 60_000]) {
      const { hung, exitCode, endedBy, output } = await run(
        `console.error(${started}.pid); setInterval(() => 0, 1000)`,
        { timeoutMs },
      )
      expect([hung, exitCode, endedBy]).toEqual([true, undefined, undefined])
      pid = output.trim()
      if (pid !== '') break
    }
    expect(pid).toMatch(/^\d+$/)
    // It dies when it has its turn. One that has ended and that nobody has asked about yet is a zombie.
    const stateOf = (): string =>
      spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout.trim()
    await vi.waitFor(() => expect(stateOf()).toMatch(/^(Z.*)?$/), 30_000)
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
