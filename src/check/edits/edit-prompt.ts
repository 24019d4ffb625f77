/** What every edit of the suite asks for. */
export const editPrompt = 'Make the light a little warmer.'
