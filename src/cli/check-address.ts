import { InputError, type ProviderDescriptor } from 'kontext-sdk'

/**
 * Refuses a `--base-url` that leaves out its scheme, which reads as a scheme of its own (`localhost:`), or that holds a
 * password. The SDK checks the rest.
 * @throws InputError
 */
export function checkAddress(address: string, { id, auth }: ProviderDescriptor): void {
  const refuse = (fact: string): never => {
    const message = `Failed to set up ${id}: --base-url ${fact}`
    throw new InputError(message, { provider: id, issues: [{ path: '--base-url', message }] })
  }
  if (!/^https?:\/\//i.test(address)) {
    // The SDK takes http: on loopback alone.
    const scheme = /^(localhost|127\.|\[::1\])/i.test(address) ? 'http' : 'https'
    const whole = `${scheme}://${address}`
    const known = URL.canParse(whole) && !address.includes('@')
    return refuse(
      `does not begin with https:// or http://. ${known ? `Did you mean ${whole}?` : 'Give the whole address.'}`,
    )
  }
  if (!URL.canParse(address)) return
  const { username, password } = new URL(address)
  if (username !== '' || password !== '')
    refuse(`carries a user name or password. Leave them out: the key is read from ${auth.env}.`)
}
