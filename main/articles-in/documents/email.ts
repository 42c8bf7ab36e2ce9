import type { Email } from 'postal-mime'
import { fail, ok, type Result } from '../../../model/value/result.ts'
import { isoTime } from '../html/html-metadata.ts'
import {
  extensionOf,
  type Importer,
  type ImportOptions,
  oneArticle,
  type ReadArticle,
  type ReadFile,
} from '../importer.ts'
import { libraryVersion } from '../libraries.ts'
import { normaliseNewlines } from '../text/newlines.ts'
import { textBlocks } from '../../../model/text/text-blocks.ts'
import { firstWords } from '../metadata.ts'

const HEADER = /^(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+/
const latin1 = (head: Uint8Array): string => Buffer.from(head).toString('latin1')

const isMail = (start: string): boolean =>
  /^(?:from|received|return-path|delivered-to|message-id|date|subject|mime-version):/im.test(start) &&
  HEADER.test(start)

/** E-mail (RFC 5322 with MIME): a newsletter, a press release. Attachments are left out and counted. */
export const emailImporter: Importer = {
  id: 'email',
  title: 'E-mail',
  extensions: ['eml'],
  sniff: (head, fileName) =>
    extensionOf(fileName) === 'eml'
      ? HEADER.test(latin1(head))
      : isMail(latin1(head)) &&
        /^(?:from|message-id):/im.test(latin1(head)) &&
        /^mime-version:|^received:/im.test(latin1(head)),
  async read(bytes, fileName, options) {
    const mail = await parse(bytes, fileName)
    if (!mail.ok) return mail
    const { subject, from, date, text, html, attachments } = mail.value
    const body = text?.trim() ? plainArticle(text) : await htmlArticle(html, fileName, options)
    if (!body.ok) return body
    const sender = from?.name || from?.address
    const published = isoTime(date ?? null)
    return ok(
      oneArticle({
        ...body.value,
        title: subject?.trim() || body.value.title,
        metadata: {
          ...body.value.metadata,
          ...(sender ? { author: sender } : {}),
          ...(published === null ? {} : { published }),
        },
        mediaType: 'message/rfc822',
        normalised: [...body.value.normalised, ...left('attachments left out', attachments.length)],
        library: libraryVersion('postal-mime'),
      }),
    )
  },
}

/** A web page saved with its pictures in one file (RFC 2557). Only the page itself is read. */
export const mhtmlImporter: Importer = {
  id: 'mhtml',
  title: 'Web page in one file',
  extensions: ['mhtml', 'mht'],
  sniff: (head) => /^content-type:\s*multipart\/related/im.test(latin1(head)) && HEADER.test(latin1(head)),
  async read(bytes, fileName, options): Promise<Result<ReadFile>> {
    const mail = await parse(bytes, fileName)
    if (!mail.ok) return mail
    const { html, subject, attachments, headers, date } = mail.value
    const article = await htmlArticle(html, fileName, options)
    if (!article.ok) return article
    const url = headers.find(({ key }) => key === 'snapshot-content-location')?.value
    const saved = isoTime(date ?? null)
    return ok(
      oneArticle({
        ...article.value,
        title: article.value.title === fileName && subject ? subject : article.value.title,
        metadata: {
          ...(url === undefined ? {} : { url }),
          ...(saved === null ? {} : { saved }),
          ...article.value.metadata,
        },
        mediaType: 'multipart/related',
        normalised: [...article.value.normalised, ...left('pictures and other parts left out', attachments.length)],
        library: `${libraryVersion('postal-mime')}, ${article.value.library ?? ''}`,
      }),
    )
  },
}

const left = (what: string, count: number) => (count > 0 ? [{ what, count }] : [])

async function parse(bytes: Uint8Array, fileName: string): Promise<Result<Email>> {
  const { default: PostalMime } = await import('postal-mime')
  try {
    // Mails hold mails: the library counts how deep, and how large a header is.
    return ok(await new PostalMime({ maxNestingDepth: 50, maxHeadersSize: 1024 * 1024 }).parse(bytes))
  } catch (error) {
    const detail = error instanceof Error ? [error.message] : []
    return fail(
      'damaged-file',
      `"${fileName}" cannot be read as an e-mail.`,
      'Save it again from your mail program.',
      detail,
    )
  }
}

function plainArticle(content: string): Result<ReadArticle> {
  const { text, style, replaced } = normaliseNewlines(content)
  const blocks = textBlocks(text)
  return ok({
    part: null,
    title: firstWords({ text, blocks }, 80),
    body: { text, blocks },
    language: null,
    metadata: {},
    mediaType: 'text/plain',
    encoding: 'utf-8',
    byteOrderMark: false,
    newline: style,
    normalised: left('line ends made "\\n"', replaced),
    library: null,
    warnings: [],
  })
}

/** A mail is its whole page: there is nothing around the article in it. */
async function htmlArticle(
  html: string | undefined,
  fileName: string,
  options: ImportOptions,
): Promise<Result<ReadArticle>> {
  if (!html?.trim()) {
    return fail(
      'no-text',
      `"${fileName}" holds no text.`,
      'Its article may be in an attachment: save that and open it.',
    )
  }
  const { articleOfPage } = await import('../html/html-page.ts')
  const isMailFile = extensionOf(fileName) === 'eml'
  return articleOfPage(html, fileName, { wholePage: options.wholePage || isMailFile })
}
