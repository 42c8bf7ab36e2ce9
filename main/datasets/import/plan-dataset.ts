import { type DatasetMapping, mapDataset } from '../../../model/dataset/dataset-mapping.ts'
import type { DatasetChoices } from '../../../model/dataset/dataset-vocabulary.ts'
import type { ForeignArticle } from '../../formats/kit/reader.ts'
import type { DatasetPreview } from '../../../model/dataset/dataset-import.ts'
import type { SpoolWriter } from '../../store/spool.ts'
import { createAnnotationTaker } from './take-annotations.ts'
import { createArticleTaker } from './take-articles.ts'
import { createContentTaker } from './take-content.ts'
import type { OpenedDataset } from './open-dataset.ts'
import { itemsOf } from './items.ts'
import { createLedger, type DatasetLedger } from './ledger.ts'
import type { KnownProject } from './known-project.ts'
import { countedAs, createDatasetParts } from './annotation-parts.ts'
import { createPredictionTaker } from './take-predictions.ts'
import { createDatasetRegister } from './register.ts'
import { createRelationTaker } from './take-relations.ts'
import { createCodebookStep, replaceProject } from './project-steps.ts'
import type { DatasetScan, ScanProgress } from './scan-dataset.ts'

/** What an import would do, but for the names that only its window knows. */
export type DatasetOutcome = Omit<DatasetPreview, 'id' | 'name' | 'format' | 'formats'> & {
  /** Annotations that were taken to where their quote was found. */
  readonly relocated: number
  /** What could not be read or kept, and is not there afterwards. */
  readonly lost: number
}

export interface DatasetPlanInput {
  readonly dataset: OpenedDataset
  readonly scan: DatasetScan
  readonly known: KnownProject
  readonly choices: DatasetChoices
  /** Whether the dataset's project takes the place of this one, which nothing is in yet. */
  readonly takeProject: boolean
  /** Who it was, where the dataset does not say. */
  readonly annotator: string
  /** ISO 8601, UTC */
  readonly now: string
  readonly newId: () => string
  /** Receives what the import saves; null: the import is only previewed. */
  readonly spool: SpoolWriter | null
  readonly tell: ScanProgress
}

/**
 * Reads a dataset and decides what becomes of everything in it. With or without a spool, the same is done and counted,
 * so that what is saved is what was previewed. Throws InputFailure where the dataset cannot be read.
 */
export async function planDataset(input: DatasetPlanInput): Promise<DatasetOutcome> {
  const { dataset, scan, known, choices } = input
  const ledger = createLedger(`Import ${dataset.name}`, input.newId, input.spool)
  const mayTakeOver = scan.own !== null && !known.hasAnnotations
  const takeOver = mayTakeOver && choices.codebook === 'take-over'
  const mapping = mapDataset({
    codebook: known.codebook,
    own: scan.own,
    takeOver,
    vocabulary: scan.vocabulary,
    choices,
  })
  if (input.takeProject) replaceProject(ledger, scan, known)
  const codebook = createCodebookStep(ledger, known, mapping)
  // Even where the dataset holds no annotation: then its codebook is what it is imported for.
  if (takeOver) codebook.need()
  const takers = createTakers(input, mapping, ledger, codebook.need)
  await takeItems(input, ledger, takers)
  if (input.takeProject && !takers.isAnnotatorUsed()) for (const local of known.annotators) ledger.remove(local)
  ledger.flush()
  return {
    choices,
    counts: ledger.counts(),
    types: mapping.types,
    codebook: codebook.needed() ? mapping.codebook : known.codebook,
    codebookChanges: codebook.needed() ? mapping.codebookChanges : [],
    mayTakeOver,
    misplaced: ledger.misplacedOnes(),
    problems: ledger.problems(),
    relocated: ledger.relocated(),
    lost: ledger.lost(),
  }
}

/** What takes in each kind of item. */
function createTakers(
  { dataset, scan, known, choices, takeProject, annotator, now }: DatasetPlanInput,
  mapping: DatasetMapping,
  ledger: DatasetLedger,
  needCodebook: () => void,
) {
  const { id: format, keepsIds = false } = dataset.reader
  // A project that takes the dataset's place keeps its own annotator only where the dataset does not name one.
  let isUsed = false
  const unsaid = (): string => {
    isUsed = true
    return annotator
  }
  const { codebook } = mapping
  const people = takeProject ? { ...known, annotators: [] } : known
  const register = createDatasetRegister({ known: people, codebook, ledger, format, keepsIds })
  const parts = createDatasetParts({ ledger, register, relocate: choices.relocate, format, keepsIds })
  const shared = { known, ledger, register, now, needCodebook }
  const predictions = createPredictionTaker({ ...shared, mapping, parts, choice: choices.predictions })
  const ownCodebook = scan.own?.id ?? null
  const takeAnnotation = createAnnotationTaker({ ...shared, mapping, parts, ownCodebook, unsaid })
  const linkSuggestions = predictions.link
  const takeRelation = createRelationTaker({ ...shared, codebook, format, keepsIds, unsaid, linkSuggestions })
  return {
    register,
    takeArticle: createArticleTaker({ known, ledger, format, keepsIds, now }),
    content: createContentTaker({ known, keepsIds, far: scan.far, takeAnnotation, predictions, takeRelation }),
    /** Whether something was ascribed to the local annotator. */
    isAnnotatorUsed: () => isUsed,
  }
}

async function takeItems(
  { dataset, tell }: DatasetPlanInput,
  ledger: DatasetLedger,
  { register, takeArticle, content }: ReturnType<typeof createTakers>,
): Promise<void> {
  let articles = 0
  let annotations = 0
  for await (const { item, scope, path } of itemsOf(dataset)) {
    switch (item.kind) {
      case 'annotator':
        register.annotator(item.annotator, scope, path)
        break
      case 'entity':
        register.entity(item.entity, scope, path)
        break
      case 'problem':
        ledger.problemAt(item.problem)
        break
      case 'article': {
        const article = takeArticle(item.article, path)
        if (article) content.take(item.article, article, scope, path)
        else leaveOutContent(ledger, item.article)
        articles++
        annotations += item.article.annotations.length
        tell(articles, annotations)
        break
      }
      case 'project':
      case 'codebook':
        break
    }
  }
  content.finish()
}

function leaveOutContent(ledger: DatasetLedger, { annotations, relations }: ForeignArticle): void {
  for (const annotation of annotations) ledger.count(countedAs(annotation), 'leftOut')
  for (const _ of relations) ledger.count('relations', 'leftOut')
}
