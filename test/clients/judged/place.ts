/** Where the judge tells a client to go; it ends the process where there is no judge. */
export function judgedPlace(): { readonly baseUrl: string; readonly key: string; readonly image: string } {
  const [baseUrl, key, image] = ['BASE_URL', 'KEY', 'IMAGE_URL'].map(
    (name) => process.env[`KONTEXT_MOCK_${name}`] ?? '',
  )
  if (baseUrl === undefined || baseUrl === '') throw new Error('Run this by: kontext-mocks judge')
  return { baseUrl, key: key ?? '', image: image ?? '' }
}

export const prompt = 'Put a donut next to the flour.'

/** How long a client waits for an edit, and for one answer, in milliseconds. */
export const patience = { editMs: 12_000, answerMs: 1_500 } as const
