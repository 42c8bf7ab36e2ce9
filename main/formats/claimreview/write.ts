import { type Annotation, quoteOf } from '../../../model/record/annotation.ts'
import type { Article } from '../../../model/record/article.ts'
import type { Entity } from '../../../model/record/entity.ts'
import type { Relation } from '../../../model/record/relation.ts'
import { jsonItems } from '../kit/writing/json-items.ts'
import { loseCodebookAndRegister, REGISTER_LOSS } from '../kit/writing/common-losses.ts'
import type { DatasetSource, Exporter } from '../kit/exporter.ts'
import type { LossKind, LossLog } from '../kit/losses.ts'

const loss = (id: string, what: string): LossKind => ({ id, what })

const NO_CLAIM = loss('no-claim', 'Annotations that are no claims are left out.')
const NO_VERDICT = loss('no-verdict', 'Claims without a verdict cannot be exported: there is nothing to review by.')
const NO_EVIDENCE = loss(
  'no-evidence',
  'Claims without the web address of their evidence cannot be exported: a review has one.',
)
const NO_TEXT = loss(
  'no-text',
  'Claims without a statement and without a span cannot be exported: nothing says what is claimed.',
)
const PLACE = loss(
  'place',
  'Where a claim stands in the text is left out; the words are there if it has no statement of its own.',
)
const ATTRIBUTES = loss(
  'attributes',
  'Attributes of claims other than statement, verdict and evidence, and notes are left out.',
)
const RELATIONS = loss('relations', 'Relations are left out, except to the claimant of a claim that is exported.')
const TEXTS = loss('texts', 'Texts of articles are left out; a review names the article a claim appeared in.')
const REGISTER = { ...REGISTER_LOSS, what: 'Entries of the register are left out, except as claimants.' }
const CODEBOOK = loss('codebook', 'The codebook is left out.')

/** Attributes and roles that the format is about, as the codebook "News attribution" names them. */
const STATEMENT = 'statement'
const VERDICT = 'verdict'
const EVIDENCE = 'evidence'
const CLAIM_TYPE = 'claim'
const CLAIMANT = 'claimant'

/** schema.org's ClaimReview, as fact-checkers publish their reviews for search engines. */
export const claimReviewExporter: Exporter = {
  id: 'claimreview',
  title: 'ClaimReview',
  extension: 'jsonld',
  description:
    'Reviews of claims for the web (schema.org): of every claim with a verdict and the address of its evidence.',
  profiles: [],
  settings: [],
  shape: 'file',
  offsetUnit: null,
  textsOptional: true,
  losses: [NO_CLAIM, NO_VERDICT, NO_EVIDENCE, NO_TEXT, PLACE, ATTRIBUTES, RELATIONS, TEXTS, REGISTER, CODEBOOK],
  parts: (source, _options, fileName, losses) => [{ path: fileName, chunks: () => writeReviews(source, losses) }],
}

function* writeReviews(source: DatasetSource, losses: LossLog): Iterable<string> {
  yield '{"@context":"https://schema.org","@graph":['
  // Reviews are pasted into pages: nothing in them may end the element they stand in.
  for (const piece of jsonItems(reviews(source, losses), '\n')) yield piece.replaceAll('<', '\\u003c')
  yield '\n]}\n'
}

function* reviews(source: DatasetSource, losses: LossLog) {
  loseCodebookAndRegister(source, losses)
  const entities = new Map(source.entities.map((entity) => [entity.id, entity]))
  const reviewers = new Map(source.annotators.map(({ id, name, type }) => [id, { name, type }]))
  const claimTypes = new Set([
    CLAIM_TYPE,
    ...source.codebook.types.filter((type) => type.attributes.some(({ id }) => id === VERDICT)).map(({ id }) => id),
  ])
  for (const { article, annotations, relations } of source.articles()) {
    losses.add(TEXTS.id, article.id)
    const left = new Set(relations)
    for (const annotation of annotations()) {
      const said = claimTypes.has(annotation.type) ? reviewable(annotation, losses) : null
      if (!claimTypes.has(annotation.type)) losses.add(NO_CLAIM.id, annotation.id)
      if (!said) continue
      const own = relations.filter(({ source: from, role }) => from === annotation.id && role === CLAIMANT)
      for (const relation of own) left.delete(relation)
      const claimants = own.flatMap((relation) => claimantOf(relation, source, entities) ?? [])
      yield review(annotation, said, article, claimants, reviewers.get(annotation.annotator))
    }
    for (const { id } of left) losses.add(RELATIONS.id, id)
  }
}

interface Said {
  readonly claim: string
  readonly verdict: string
  readonly evidence: string
}

/** What a review says, or null for a claim that lacks a part of it, which is recorded as lost. */
function reviewable(annotation: Annotation, losses: LossLog): Said | null {
  const { id, attributes, note } = annotation
  const value = (name: string): string => (attributes[name] ?? '').trim()
  const [verdict, evidence] = [value(VERDICT), value(EVIDENCE)]
  const claim = value(STATEMENT) || quoteOf(annotation)
  if (verdict === '') losses.add(NO_VERDICT.id, id)
  if (!isWebAddress(evidence)) losses.add(NO_EVIDENCE.id, id)
  if (claim === '') losses.add(NO_TEXT.id, id)
  if (verdict === '' || !isWebAddress(evidence) || claim === '') return null
  if (annotation.fragments.length > 0) losses.add(PLACE.id, id)
  const known = new Set([STATEMENT, VERDICT, EVIDENCE])
  if (note !== '' || Object.keys(attributes).some((name) => !known.has(name))) losses.add(ATTRIBUTES.id, id)
  return { claim, verdict, evidence }
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** Types of schema.org for entries of the register. */
const ENTITY_TYPES: Readonly<Record<string, string>> = {
  person: 'Person',
  organization: 'Organization',
  geopolitical: 'AdministrativeArea',
  location: 'Place',
}

/** A claimant by the entry of the register, which a mention leads to, or by the words of the mention. */
function claimantOf({ target }: Relation, source: DatasetSource, entities: ReadonlyMap<string, Entity>) {
  const mention = 'annotation' in target ? source.annotation(target.annotation) : null
  const type = source.codebook.types.find(({ id }) => id === mention?.type)
  const attribute = type?.attributes.find(({ input }) => input === 'entity')
  const entry = 'entity' in target ? target.entity : mention?.attributes[attribute?.id ?? '']
  const entity = entities.get(entry ?? '')
  if (entity) {
    return {
      '@type': ENTITY_TYPES[entity.type] ?? 'Thing',
      name: entity.name,
      alternateName: entity.aliases.length > 0 ? entity.aliases : undefined,
      sameAs: entity.wikidata === null ? undefined : `https://www.wikidata.org/wiki/${entity.wikidata}`,
    }
  }
  return mention ? { '@type': 'Thing', name: quoteOf(mention) } : null
}

function review(
  { id, updatedAt }: Annotation,
  { claim, verdict, evidence }: Said,
  { title, language, metadata }: Article,
  claimants: readonly object[],
  reviewer: { readonly name: string; readonly type: 'human' | 'model' } | undefined,
) {
  const { outlet, author, published, url } = metadata
  return {
    '@type': 'ClaimReview',
    identifier: id,
    url: evidence,
    claimReviewed: claim,
    datePublished: updatedAt,
    author: reviewer
      ? { '@type': reviewer.type === 'human' ? 'Person' : 'SoftwareApplication', name: reviewer.name }
      : undefined,
    reviewRating: { '@type': 'Rating', alternateName: verdict },
    itemReviewed: {
      '@type': 'Claim',
      text: claim,
      author: claimants.length > 1 ? claimants : claimants[0],
      appearance: {
        '@type': 'NewsArticle',
        url,
        headline: title,
        inLanguage: language ?? undefined,
        datePublished: published,
        author: author === undefined ? undefined : { '@type': 'Person', name: author },
        publisher: outlet === undefined ? undefined : { '@type': 'Organization', name: outlet },
      },
    },
  }
}
