import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './find-needs.mjs'

// Draws the program's icon from its SVG in every size and container that a platform wants:
// `node scripts/make-icons.mjs`. The results are kept in the repository, so that a build needs no browser.

const folder = join(import.meta.dirname, '../resources/icons')
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024]

async function draw() {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Drawing the icons needs a Chromium; set CHROMIUM_PATH to one.')
  const svg = readFileSync(join(folder, 'standoff.svg'), 'utf8')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const drawn = SIZES.map(async (size) => {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
    return [size, await page.screenshot({ omitBackground: true })]
  })
  const pictures = new Map(await Promise.all(drawn))
  await browser.close()
  return pictures
}

/** Windows: a directory of pictures, each a PNG. A size of 256 is written as 0. */
function ico(pictures) {
  const sizes = SIZES.filter((size) => size <= 256)
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let offset = head.length
  sizes.forEach((size, i) => {
    const at = 6 + 16 * i
    const { length } = pictures.get(size)
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += length
  })
  return Buffer.concat([head, ...sizes.map((size) => pictures.get(size))])
}

/** macOS: pictures one after the other, each with a four-letter type that says its size. */
function icns(pictures) {
  const types = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }
  const entries = Object.entries(types).map(([type, size]) => {
    const picture = pictures.get(size)
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(picture.length + 8, 4)
    return Buffer.concat([head, picture])
  })
  const head = Buffer.alloc(8)
  head.write('icns', 'latin1')
  head.writeUInt32BE(
    entries.reduce((sum, { length }) => sum + length, 8),
    4,
  )
  return Buffer.concat([head, ...entries])
}

const pictures = await draw()
for (const size of [16, 32, 48, 64, 128, 256, 512]) {
  writeFileSync(join(folder, `${size}x${size}.png`), pictures.get(size))
}
writeFileSync(join(folder, 'standoff.ico'), ico(pictures))
writeFileSync(join(folder, 'standoff.icns'), icns(pictures))
console.log(`Drawn in ${SIZES.length} sizes.`)
