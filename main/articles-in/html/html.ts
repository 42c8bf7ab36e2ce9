import { ok } from '../../../model/value/result.ts'
import { decodeHtml } from './decode-html.ts'
import { extensionOf, type Importer, type ReadArticle, type ReadFile } from '../importer.ts'
import { decodingWarnings } from '../text/text.ts'

const EXTENSIONS = ['html', 'htm', 'xhtml']

/** A saved web page: its main text, or everything it shows. Scripts do not run and nothing is fetched. */
export const htmlImporter: Importer = {
  id: 'html',
  title: 'Web page',
  extensions: EXTENSIONS,
  sniff(head, fileName) {
    const start = Buffer.from(head).toString('latin1').replaceAll('\0', '')
    const looks =
      /^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->)[\s\S])*-->\s*)*<(!doctype\s+html|html|head|body)\b/i
    return looks.test(start) || (EXTENSIONS.includes(extensionOf(fileName)) && /<[a-z][a-z0-9]*[\s>]/i.test(start))
  },
  async read(bytes, fileName, options) {
    const decoded = decodeHtml(bytes, fileName, options.encoding)
    if (!decoded.ok) return decoded
    const { text, encoding, byteOrderMark, candidates, warnings } = decoded.value
    // Loaded when a page comes: what reads pages is large.
    const { articleOfPage } = await import('./html-page.ts')
    const article = articleOfPage(text, fileName, options)
    if (!article.ok) return article
    const found: ReadArticle = {
      ...article.value,
      encoding,
      byteOrderMark,
      warnings: [...warnings, ...article.value.warnings, ...decodingWarnings(article.value.body.text, decoded.value)],
    }
    return ok({ articles: [found], unread: [], encodings: candidates, table: null } satisfies ReadFile)
  },
}
