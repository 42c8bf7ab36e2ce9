import { ANNOTATION_STATUSES, type AnnotationStatus } from '../../../model/record/annotation.ts'
import type { OffsetUnit } from '../../../model/text/offsets.ts'
import type { ExportFormat, ExportRequest } from '../../../preload/contract/contract.ts'

/** Which part of the project goes into a dataset. */
export type ExportScope = 'article' | 'marked' | 'project'

/** The choices made so far. Sets name what is left out, so that new types are included. */
export interface ExportChoice {
  readonly format: string
  readonly profile: string | null
  readonly scope: ExportScope
  readonly offsets: OffsetUnit
  readonly withoutTypes: ReadonlySet<string>
  readonly withoutStatuses: ReadonlySet<AnnotationStatus>
  readonly withoutAnnotators: ReadonlySet<string>
  readonly texts: boolean
  readonly split: boolean
  readonly settings: Readonly<Record<string, string>>
}

/** What there is to choose from. */
export interface ExportMaterial {
  readonly types: readonly string[]
  readonly annotators: readonly string[]
  readonly openArticle: string | null
  readonly marked: readonly string[]
}

export const firstChoice = (format: string, scope: ExportScope): ExportChoice => ({
  format,
  profile: null,
  scope,
  offsets: 'codepoint',
  withoutTypes: new Set(),
  withoutStatuses: new Set(),
  withoutAnnotators: new Set(),
  texts: true,
  split: false,
  settings: {},
})

/** Null where nothing is left out: then retired types, which are not on offer here, stay in. */
const kept = <T extends string>(all: readonly T[], without: ReadonlySet<T>): readonly T[] | null =>
  without.size === 0 ? null : all.filter((item) => !without.has(item))

/** The request for a choice, as the main process takes it. Settings of other formats are dropped. */
export function requestFor(choice: ExportChoice, format: ExportFormat, material: ExportMaterial): ExportRequest {
  const { openArticle, marked } = material
  const articles =
    choice.scope === 'marked' ? marked : choice.scope === 'article' && openArticle !== null ? [openArticle] : null
  const known = new Set(format.settings.map(({ id }) => id))
  return {
    format: format.id,
    profile: profileOf(format, choice.profile)?.id ?? null,
    offsets: choice.offsets,
    filter: {
      articles,
      types: kept(material.types, choice.withoutTypes),
      statuses: kept(ANNOTATION_STATUSES, choice.withoutStatuses),
      annotators: kept(material.annotators, choice.withoutAnnotators),
    },
    texts: choice.texts || !format.textsOptional,
    split: choice.split,
    settings: Object.fromEntries(Object.entries(choice.settings).filter(([id]) => known.has(id))),
  }
}

export const profileOf = (format: ExportFormat, id: string | null) =>
  format.profiles.find((profile) => profile.id === id) ?? format.profiles[0]

/** Whether the export writes many files. */
export const makesMany = (choice: ExportChoice, format: ExportFormat): boolean =>
  choice.split || format.shape === 'folder'
