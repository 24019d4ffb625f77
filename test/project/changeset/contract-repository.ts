import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { specChangeset, type Outcome } from '../../../scripts/spec-changeset/run.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const byHand = 'by-hand.md'

export const fal = 'generated/fal/contract.openapi.yaml'
export const vtrix = 'generated/vtrix/contract.openapi.yaml'

/** A git repository with two contracts and a changeset that someone wrote, in a folder of its own. */
export class ContractRepository {
  readonly folder = mkdtempSync(join(tmpdir(), 'kontext-changeset-'))

  constructor() {
    for (const path of [fal, vtrix]) cpSync(join(root, path), join(this.folder, path))
    this.write('package.json', '{ "name": "kontext-sdk", "version": "0.1.0" }')
    this.write(`.changeset/${byHand}`, "---\n'kontext-sdk': minor\n---\n\nSomething else.\n")
    this.git('init', '--quiet', '--initial-branch=main')
    this.git('config', 'user.email', 'someone@example.com')
    this.git('config', 'user.name', 'Someone')
    this.git('config', 'commit.gpgsign', 'false')
    this.commit('The first')
    this.git('tag', 'start')
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Takes everything back to the first commit. */
  startAnew(): void {
    this.git('checkout', '--quiet', '--force', '-B', 'main', 'start')
    this.git('clean', '--quiet', '--force', '--force', '-d', '-x')
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.folder, encoding: 'utf8' })
  }

  commit(message: string): void {
    this.git('add', '--all')
    this.git('commit', '--quiet', '--message', message)
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true })
    writeFileSync(join(this.folder, path), text)
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8')
  }

  delete(path: string): void {
    rmSync(join(this.folder, path), { recursive: true })
  }

  /** fal: a breaking change of both models. */
  narrow(): void {
    this.#edit(fal, 'maximum: 20', 'maximum: 10')
  }

  /** Vtrix: words for people. */
  reword(): void {
    this.#edit(vtrix, 'description: Guidance scale', 'description: How close')
  }

  /** fal: every word for people. */
  rewordAll(): void {
    this.write(fal, this.read(fal).replaceAll(/description: (?=[A-Z])/g, 'description: In other words, '))
  }

  /** Vtrix: a further field of answers. */
  extend(): void {
    const properties = 'properties:\n        created_at:'
    this.#edit(
      vtrix,
      properties,
      properties.replace('created_at', 'region:\n          type: string\n        created_at'),
    )
  }

  #edit(path: string, from: string, to: string): void {
    expect(this.read(path)).toContain(from)
    this.write(path, this.read(path).replaceAll(from, to))
  }

  run(since: string): Promise<Outcome> {
    return specChangeset({ root: this.folder, since, check: false })
  }

  check(since?: string): Promise<Outcome> {
    return specChangeset({ root: this.folder, check: true, ...(since === undefined ? {} : { since }) })
  }

  /** Names of the changesets that nobody wrote by hand. */
  written(): string[] {
    return readdirSync(join(this.folder, '.changeset')).filter((name) => name !== byHand)
  }

  /** The only one of them. */
  only(): { name: string; text: string } {
    const [name = '', ...others] = this.written()
    expect(others).toEqual([])
    expect(name).not.toBe('')
    return { name, text: this.read(`.changeset/${name}`) }
  }
}
