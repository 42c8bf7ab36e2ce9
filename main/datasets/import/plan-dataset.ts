import { sameValue } from '../../../model/change/change.ts'
import { type DatasetMapping, mapDataset } from '../../../model/dataset/dataset-mapping.ts'
import type { DatasetChoices } from '../../../model/dataset/dataset-vocabulary.ts'
import type { ForeignArticle, ForeignRelation } from '../../formats/kit/reader.ts'
import type { DatasetPreview } from '../../../model/dataset/dataset-import.ts'
import type { SpoolWriter } from '../../store/spool.ts'
import { createAnnotationTaker, type TakenEnd } from './take-annotations.ts'
import { createArticleTaker, type TakenArticle } from './take-articles.ts'
import type { OpenedDataset } from './open-dataset.ts'
import { itemsOf } from './items.ts'
import { createLedger, type DatasetLedger } from './ledger.ts'
import type { KnownProject } from './known-project.ts'
import { countedAs, createDatasetParts } from './annotation-parts.ts'
import { createPredictionTaker } from './take-predictions.ts'
import { createDatasetRegister } from './register.ts'
import { createRelationTaker } from './take-relations.ts'
import type { DatasetScan, ScanProgress } from './scan-dataset.ts'

/** What an import would do, but for the names that only its window knows. */
export type DatasetOutcome = Omit<DatasetPreview, 'id' | 'name' | 'format' | 'formats'> & {
  /** Annotations that were taken to where their quote was found. */
  readonly relocated: number
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
  /** Takes what the import saves; null: only tells what it would be. */
  readonly spool: SpoolWriter | null
  readonly tell: ScanProgress
}

/**
 * Goes through a dataset and settles what becomes of everything in it. With a spool or without, the same is done and
 * counted, so what is saved is what was shown. Throws InputFailure where the dataset cannot be read.
 */
export async function planDataset(input: DatasetPlanInput): Promise<DatasetOutcome> {
  const { dataset, scan, known, choices, annotator, now } = input
  const { reader, name } = dataset
  const keepsIds = reader.keepsIds === true
  const ledger = createLedger(`Import ${name}`, input.newId, input.spool)
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
  // Without one there is nothing to tag with it: the codebook is what the dataset is about.
  if (takeOver) codebook.need()
  const format = reader.id
  const needCodebook = codebook.need
  // Whoever sits here was not there when the dataset was made, unless it does not say who was.
  let isUnsaid = false
  const unsaid = (): string => {
    isUnsaid = true
    return annotator
  }
  const people = input.takeProject ? { ...known, annotators: [] } : known
  const register = createDatasetRegister({ known: people, codebook: mapping.codebook, ledger, format, keepsIds })
  const takeArticle = createArticleTaker({ known, ledger, format, keepsIds, now })
  const parts = createDatasetParts({ ledger, register, relocate: choices.relocate, format, keepsIds })
  const common = { known, ledger, register, mapping, parts, now, needCodebook }
  const predictions = createPredictionTaker({ ...common, choice: choices.predictions })
  const takeAnnotation = createAnnotationTaker({
    ...common,
    ownCodebook: scan.own?.id ?? null,
    unsaid,
  })
  const takeRelation = createRelationTaker({
    known,
    ledger,
    register,
    codebook: mapping.codebook,
    format,
    keepsIds,
    unsaid,
    now,
    needCodebook,
    linkSuggestions: predictions.link,
  })
  const far = new Set(scan.far)
  const farEnds = new Map<string, TakenEnd>()
  const waiting: (() => void)[] = []
  let articles = 0
  let annotations = 0

  /** An annotation of the project that the dataset names without holding it. */
  const projectEnd = (key: string): TakenEnd | undefined => {
    const found = keepsIds ? known.annotation(key) : null
    return found ? { id: found.id, type: found.type, route: null, suggested: false } : undefined
  }

  const takeContent = (foreign: ForeignArticle, article: TakenArticle, scope: string, path: string): void => {
    const ends = new Map<string, TakenEnd>()
    for (const annotation of foreign.annotations) {
      const take = annotation.suggestion ? predictions.take : takeAnnotation
      const end = take(annotation, article, scope, path)
      ends.set(annotation.key, end)
      if (far.has(scope + annotation.key)) farEnds.set(scope + annotation.key, end)
    }
    const isFar = ({ target }: ForeignRelation): boolean => 'annotation' in target && !ends.has(target.annotation)
    for (const relation of foreign.relations) {
      if (!isFar(relation)) takeRelation(relation, article, (key) => ends.get(key), scope, path)
      else {
        const source = ends.get(relation.source)
        const find = (key: string) => (key === relation.source ? source : (farEnds.get(scope + key) ?? projectEnd(key)))
        waiting.push(() => takeRelation(relation, article, find, scope, path))
      }
    }
    predictions.finish()
  }

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
        if (article) takeContent(item.article, article, scope, path)
        else leaveOutContent(ledger, item.article)
        articles++
        annotations += item.article.annotations.length
        input.tell(articles, annotations)
        break
      }
      case 'project':
      case 'codebook':
        break
    }
  }
  for (const take of waiting) take()
  if (input.takeProject && !isUnsaid) for (const local of known.annotators) ledger.remove(local)
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
  }
}

/** The codebook is saved before what needs it, and not at all where nothing does: a second import changes nothing. */
function createCodebookStep(ledger: DatasetLedger, { codebook: before }: KnownProject, mapping: DatasetMapping) {
  const after = mapping.codebook
  let needed = false
  return {
    needed: () => needed,
    need(): void {
      if (needed) return
      needed = true
      if (sameValue(before, after)) return
      if (before.id === after.id) ledger.update(before, after)
      else {
        ledger.remove(before)
        ledger.add(after)
      }
      ledger.flush()
    },
  }
}

function replaceProject(ledger: DatasetLedger, { project: said }: DatasetScan, { project }: KnownProject): void {
  if (!project || !said) return
  const { id = project.id, name = project.name, description = '', createdAt = project.createdAt } = said
  ledger.remove(project)
  ledger.add({ kind: 'project', id, name, description, createdAt })
  ledger.flush()
}

function leaveOutContent(ledger: DatasetLedger, { annotations, relations }: ForeignArticle): void {
  for (const annotation of annotations) ledger.count(countedAs(annotation), 'leftOut')
  for (const _ of relations) ledger.count('relations', 'leftOut')
}
