import type { Clock } from '../../../src/clock.ts'
import { createPlainPainter } from '../../../src/testing/images/plain-painter.ts'
import { createMockFetch, type MockFetch } from '../../../src/testing/mock-fetch.ts'
import type { PaintedImage, Painter } from '../../../src/testing/images/painter.ts'

/** Makes a mock whose images are the same few: none of these tests looks at them. */
export function createInProcessMock(clock: Clock): MockFetch {
  return createMockFetch({ clock, painter: onePicture })
}

const plain = createPlainPainter()
const pictures = new Map<string, PaintedImage | Promise<PaintedImage>>()
const onePicture: Painter = {
  paint: ({ format }) => {
    const picture =
      pictures.get(format) ??
      plain.paint({
        provider: 'fal',
        model: 'max',
        prompt: '',
        seed: '1',
        index: 0,
        format,
        width: 512,
        height: 512,
      })
    pictures.set(format, picture)
    return picture
  },
}
