import { between, hsl, type Random } from './random.ts'

const RIDGES = 5

/** A landscape as SVG: a sky with a sun and hills that fade with distance. */
export function scene(width: number, height: number, random: Random): string {
  const hue = between(random, 0, 360)
  const apart = between(random, 25, 70) * (random() < 0.5 ? -1 : 1)
  const sun = { x: between(random, 0.15, 0.85) * width, y: between(random, 0.16, 0.42) * height }
  const radius = between(random, 0.06, 0.13) * Math.min(width, height)
  const ridges = Array.from({ length: RIDGES }, (_, index) => {
    const depth = (index + 1) / RIDGES
    const level = height * (0.4 + 0.42 * depth) - between(random, 0, 0.06) * height
    const fill = hsl(hue + apart * depth, 42 - 8 * depth, 74 - 56 * depth)
    return `<path d="${ridge(width, height, level, depth, random)}" fill="${fill}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="${hsl(hue - apart, 52, 42)}"/>
<stop offset="0.42" stop-color="${hsl(hue, 62, 72)}"/>
<stop offset="0.7" stop-color="${hsl(hue + apart, 78, 88)}"/>
</linearGradient>
<radialGradient id="glow">
<stop offset="0.2" stop-color="white" stop-opacity="0.75"/>
<stop offset="1" stop-color="white" stop-opacity="0"/>
</radialGradient>
</defs>
<rect width="100%" height="100%" fill="url(#sky)"/>
<circle cx="${sun.x}" cy="${sun.y}" r="${radius * 4}" fill="url(#glow)"/>
<circle cx="${sun.x}" cy="${sun.y}" r="${radius}" fill="${hsl(hue + apart, 95, 95)}"/>
${ridges.join('\n')}
</svg>`
}

/** The outline of a range of hills: waves of three lengths, closed along the bottom. */
function ridge(width: number, height: number, level: number, depth: number, random: Random): string {
  const waves = [2.2, 5.3, 13].map((count) => ({
    length: (count * between(random, 0.7, 1.3)) / (0.6 + 0.6 * depth),
    rise: (height * between(random, 0.06, 0.13)) / count ** 0.8,
    shift: between(random, 0, 2 * Math.PI),
  }))
  const points = Array.from({ length: 97 }, (_, index) => {
    const share = index / 96
    const rise = waves.reduce(
      (sum, wave) => sum + wave.rise * Math.sin(share * wave.length * 6 + wave.shift),
      0,
    )
    return `${(share * width).toFixed(1)} ${(level + rise).toFixed(1)}`
  })
  return `M0 ${height}L${points.join('L')}L${width} ${height}Z`
}
