import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { blocksOfHtml, type HtmlText } from './html-blocks.ts'
import { isoTime, languageTag, type PageFacts, pageFacts } from './html-metadata.ts'
import type { ImportOptions, ReadArticle } from '../importer.ts'
import { libraryVersion } from '../libraries.ts'
import { firstHeading } from '../metadata.ts'

/** Pages with more elements are no articles; reading them would take minutes. */
const MOST_ELEMENTS = 200_000

type Dom = ReturnType<typeof parseHTML>['document']

/** The article of a page that is decoded already: also for pages inside other files. */
export function articleOfPage(
  html: string,
  fileName: string,
  { wholePage }: Pick<ImportOptions, 'wholePage'>,
): Result<ReadArticle> {
  const page = parsePage(html)
  if (page.querySelectorAll('*').length > MOST_ELEMENTS) {
    return fail(
      'too-large',
      `"${fileName}" has more than ${MOST_ELEMENTS} elements.`,
      'Save the article from its print view, or copy its text.',
    )
  }
  const facts = pageFacts(page)
  const whole = blocksOfHtml(page.body)
  if (whole.blocks.length === 0) {
    return fail(
      'no-text',
      `"${fileName}" shows no text: its article may be loaded by a script when it is opened.`,
      'Open it in a browser, save the page again from there, or copy the text.',
    )
  }
  const main = wholePage ? null : mainText(html)
  const text = main?.text ?? whole
  const left = whole.text.length - text.text.length
  const warnings =
    wholePage || main ? [] : ['No main text was found on the page, so everything that it shows was taken.']
  return ok({
    part: null,
    title: main?.facts.title ?? facts.title ?? firstHeading(text) ?? fileName,
    body: { text: text.text, blocks: text.blocks },
    language: facts.language ?? main?.facts.language ?? null,
    metadata: { ...facts.metadata, ...main?.facts.metadata },
    mediaType: 'text/html',
    encoding: 'utf-8',
    byteOrderMark: false,
    newline: 'none',
    normalised: [
      ...text.normalised,
      ...(main && left > 0 ? [{ what: 'characters outside the main text left out', count: left }] : []),
    ],
    library: main
      ? `${libraryVersion('@mozilla/readability')}, ${libraryVersion('linkedom')}`
      : libraryVersion('linkedom'),
    warnings,
  })
}

/** Fragments get the elements that every page has, so that there is a body to look in. */
function parsePage(html: string): Dom {
  const { document } = parseHTML(html)
  if (document.querySelector('body')) return document
  return parseHTML(`<!doctype html><html><body>${html.replace(/<!doctype[^>]*>/i, '')}</body></html>`).document
}

/** The part of the page that is its article; null where there is none to be found. */
function mainText(html: string): { readonly text: HtmlText; readonly facts: PageFacts } | null {
  const document = parsePage(html)
  // It changes the document, hence one of its own.
  const found = new Readability<Element>(document, {
    serializer: (node) => node as Element,
  }).parse()
  if (!found?.content) return null
  const text = blocksOfHtml(found.content)
  if (text.blocks.length === 0) return null
  const published = isoTime(found.publishedTime ?? null)
  return {
    text,
    facts: {
      title: found.title?.trim() || null,
      language: languageTag(found.lang ?? null),
      metadata: {
        ...(found.byline ? { author: found.byline.replaceAll(/\s+/gu, ' ').trim() } : {}),
        ...(found.siteName ? { outlet: found.siteName } : {}),
        ...(published === null ? {} : { published }),
      },
    },
  }
}
