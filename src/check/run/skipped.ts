/** A case could not be judged; thrown by cases, which then count as skipped. The message says why. */
export class Skipped extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'Skipped'
  }
}

/** A case could not be judged because the server did not let itself be asked: another time it may. */
export class ServerAway extends Skipped {}
