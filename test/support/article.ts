import { createHash } from 'node:crypto'
import { makeAnnotation } from '../../model/annotation/annotate.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import type { Article } from '../../model/record/article.ts'
import type { ArticleBody } from '../../model/text/block.ts'
import { findType } from '../../model/record/codebook.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import type { Span } from '../../model/text/span.ts'

/** Ids that look alike and sort in the order in which they were made. */
export const idOf = (kind: string, number: number): string => `${kind}-${String(number).padStart(4, '0')}`

export const NOW = '2025-03-01T12:00:00.000Z'
export const ANNOTATOR = 'annotator-0001'

const TYPES: Readonly<Record<string, string>> = { e: 'entity', q: 'quote', c: 'claim', s: 'stance', k: 'cue' }

/** An article written with tags, and what the tags say. */
export interface TaggedArticle {
  readonly text: string
  readonly article: Article
  readonly body: ArticleBody
  /** Tag name → its spans; a name used twice makes a discontinuous annotation. */
  readonly spans: Readonly<Record<string, readonly Span[]>>
  /** Tag name → annotation. The first letter of the name is the type: `<q1>`. */
  readonly annotations: Readonly<Record<string, Annotation>>
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Reads `The <e1>minister</e1> said …`. Tags may nest and overlap. A paragraph a line. */
export function article(tagged: string, number = 1): TaggedArticle {
  const spans: Record<string, Span[]> = {}
  const open = new Map<string, number>()
  let text = ''
  for (const part of tagged.split(/(<\/?[a-z]\w*>)/)) {
    const tag = /^<(\/?)([a-z]\w*)>$/.exec(part)
    const name = tag?.[2]
    if (name === undefined) text += part
    else if (tag?.[1] === '') open.set(name, text.length)
    else {
      const start = open.get(name)
      if (start === undefined) throw new Error(`</${name}> closes nothing`)
      spans[name] = [...(spans[name] ?? []), { start, end: text.length }]
      open.delete(name)
    }
  }
  if (open.size > 0) throw new Error(`<${[...open.keys()].join('>, <')}> not closed`)
  const body: ArticleBody = { text, blocks: lineBlocks(text) }
  const id = idOf('article', number)
  const annotations = Object.fromEntries(
    Object.entries(spans).map(([name, list], position) => [
      name,
      annotate(text, id, TYPES[name.charAt(0)] ?? 'entity', list, idOf(`annotation-${number}`, position + 1)),
    ]),
  )
  return { text, body, spans, annotations, article: articleRecord(id, body) }
}

export function annotate(
  text: string,
  articleId: string,
  typeId: string,
  spans: readonly Span[],
  id: string,
): Annotation {
  const type = findType(newsAttribution, typeId)
  if (!type) throw new Error(`No type ${typeId}`)
  const made = makeAnnotation(type, spans, {
    id,
    now: NOW,
    article: articleId,
    text,
    annotator: ANNOTATOR,
    codebookVersion: 1,
  })
  if (!made.ok) throw new Error(made.failure.message)
  return made.value
}

function lineBlocks(text: string) {
  const blocks: { start: number; end: number; kind: 'paragraph' }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') blocks.push({ start, end: start + line.length, kind: 'paragraph' })
    start += line.length + 1
  }
  return blocks
}

const articleRecord = (id: string, body: ArticleBody): Article => ({
  kind: 'article',
  id,
  title: body.text.split('\n')[0]?.slice(0, 60) ?? '',
  language: null,
  metadata: {},
  source: {
    fileName: `${id}.txt`,
    mediaType: 'text/plain',
    sha256: sha256(body.text),
    byteLength: Buffer.byteLength(body.text),
    encoding: 'utf-8',
    byteOrderMark: false,
    newline: 'lf',
    importer: 'text',
    normalised: [],
  },
  // As the store makes it; a test holds the two together.
  body: createHash('sha256').update(JSON.stringify(body.blocks)).update('\n').update(body.text).digest('hex'),
  textSha256: sha256(body.text),
  textLength: body.text.length,
  status: 'new',
  createdAt: NOW,
  updatedAt: NOW,
})
