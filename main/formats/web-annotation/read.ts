import { z } from 'zod'
import { type Companion, readCompanion } from '../kit/standoff/companion.ts'
import { ANNOTATION_CONTEXT, webArticlesName, webProjectName } from './shared.ts'
import { projectIn } from '../kit/reading/companions.ts'
import { jsonOr, parseJson } from '../kit/reading/parse-json.ts'
import { createProblemLog } from '../kit/reading/problems.ts'
import { type DatasetInput, type DatasetItem, type DatasetReader, orEnd } from '../kit/reader.ts'
import { annotationsIn, creatorItems, sortedAnnotations } from './read-items.ts'
import { articleOf } from './read-records.ts'

/**
 * Web Annotations of the W3C as JSON-LD: one, a list, a page or a collection of them. Text positions count code points
 * (model, 4.2.5). Annotations of which no article lies beside belong to articles named by the IRI of their target.
 */
export const webAnnotationReader: DatasetReader = {
  id: 'webannotation',
  title: 'W3C Web Annotation',
  extensions: ['jsonld', 'json'],
  shape: 'file',
  companions: (fileName) => [webArticlesName(fileName), webProjectName(fileName)],
  sniff: (paths, head) => head(paths[0] ?? '').includes(ANNOTATION_CONTEXT),
  read: readWebAnnotations,
}

async function* readWebAnnotations(input: DatasetInput): AsyncIterable<DatasetItem> {
  const [path = ''] = input.paths
  const problems = createProblemLog(path)
  if (input.paths.includes(webProjectName(path))) yield* projectIn(input, webProjectName(path))
  const items = annotationsIn(parseJson(orEnd(await input.text(path)), path), problems)
  yield* creatorItems(items)
  const found = sortedAnnotations(items, problems)
  if (input.paths.includes(webArticlesName(path))) {
    for await (const { number, text } of input.lines(webArticlesName(path))) {
      const known = knownArticle(text)
      if (!known) {
        problems.add(
          'article',
          null,
          `Line ${number} of "${webArticlesName(path)}" is no article; it was left out.`,
          'articles',
        )
        continue
      }
      const article = articleOf(known.iri, known.text, known.companion, found, problems)
      found.bySource.delete(known.iri)
      yield { kind: 'article', article }
    }
  }
  for (const iri of found.bySource.keys()) {
    yield { kind: 'article', article: articleOf(iri, null, null, found, problems) }
  }
  yield* problems.items()
}

const knownSchema = z.object({ iri: z.string(), text: z.string().nullable().catch(null) })

function knownArticle(line: string): { iri: string; text: string | null; companion: Companion } | null {
  const companion = readCompanion(line)
  const known = companion && knownSchema.safeParse(jsonOr(line))
  return companion && known?.success ? { ...known.data, companion } : null
}
