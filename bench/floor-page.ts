import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inventArticle } from './synthetic.ts'

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

// The text column of the program, so that both lay out lines of the same length.
const STYLE = `body { margin: 0; font: 18px/2 serif; }
article { max-width: 704px; margin: 0 auto; padding: 40px 32px; }`

/** Tells when the frame after the load event has been handed over, on the page's clock: its zero is the navigation. */
const SCRIPT = `addEventListener('load', () => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => { window.floorPainted = performance.now() }
  port2.postMessage(null)
}))`

/** Writes an article as a plain static page: its headline and paragraphs, nothing else. Returns the file's path. */
export function writeFloorPage(folder: string, name: string, seed: number, length: number): string {
  const [headline = '', ...paragraphs] = inventArticle(seed, length).trim().split('\n\n')
  const file = join(folder, `${name}.html`)
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')
  writeFileSync(
    file,
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(headline)}</title>
<style>${STYLE}</style><script>${SCRIPT}</script></head>
<body><article><h1>${escapeHtml(headline)}</h1>
${body}
</article></body></html>`,
  )
  return file
}
