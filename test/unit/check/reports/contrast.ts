/** A piece of text on a page whose colour is too close to what is behind it. */
export interface PaleText {
  readonly text: string
  readonly ratio: number
}

/**
 * Runs in a page: every text that is shown with less contrast than 4.5 to 1. (WCAG 2.2, 1.4.3; luminance and ratio as
 * defined there)
 */
export function paleTexts(): { readonly pale: readonly PaleText[]; readonly looked: number } {
  const channels = (colour: string): readonly number[] => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const behind = (element: Element | null): string => {
    if (element === null) return 'rgb(255, 255, 255)'
    const colour = getComputedStyle(element).backgroundColor
    return channels(colour)[3] === 0 ? behind(element.parentElement) : colour
  }
  const pale: { text: string; ratio: number }[] = []
  let looked = 0
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { parentElement: element } = node
    const text = node.textContent?.trim() ?? ''
    if (element === null || text === '' || !element.checkVisibility({ visibilityProperty: true })) continue
    looked += 1
    const light = [luminance(getComputedStyle(element).color), luminance(behind(element))].toSorted(
      (a, b) => b - a,
    )
    const ratio = ((light[0] ?? 0) + 0.05) / ((light[1] ?? 0) + 0.05)
    if (ratio < 4.5) pale.push({ text: text.slice(0, 40), ratio })
  }
  return { pale, looked }
}
