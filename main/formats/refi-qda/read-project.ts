import { childOf, childrenOf, descendantsOf, textOf, type XmlElement } from '../../files/xml.ts'
import { timeOr } from '../kit/reading/json-values.ts'
import type { DatasetItem } from '../kit/reader.ts'

/** GUIDs are written with or without braces, in either case. */
export const guidText = (value: string | undefined): string => (value ?? '').replaceAll(/[{}\s]/g, '').toLowerCase()

export const attributeOf = (element: XmlElement, name: string): string | null => element.attributes.get(name) ?? null

/** GUID that a child like <CodeRef targetGUID=""/> names. */
export const refOf = (element: XmlElement, name: string): string | null => {
  const child = childOf(element, name)
  return child ? guidText(child.attributes.get('targetGUID')) : null
}

export interface QdaCode {
  readonly guid: string
  /** Its name; with those of the codes above it where the name alone is not unique. */
  readonly name: string
  /**
   * A value of a choice: the group it stands in, which cannot be coded, and the code the group belongs to. Where both a
   * value and that code are coded in one place, they are one annotation.
   */
  readonly valueOf: { readonly code: string; readonly attribute: string; readonly value: string } | null
}

/** All codes by GUID. */
export function codesOf(project: XmlElement): ReadonlyMap<string, QdaCode> {
  const found: { guid: string; path: readonly string[]; valueOf: QdaCode['valueOf'] }[] = []
  const walk = (element: XmlElement, above: readonly XmlElement[]): void => {
    for (const code of childrenOf(element, 'Code')) {
      const name = attributeOf(code, 'name') ?? ''
      const [group, owner] = [above[above.length - 1], above[above.length - 2]]
      const isValue = group && owner && attributeOf(group, 'isCodable') === 'false'
      found.push({
        guid: guidText(code.attributes.get('guid')),
        path: [...above.map((parent) => attributeOf(parent, 'name') ?? ''), name],
        valueOf: isValue
          ? { code: guidText(owner.attributes.get('guid')), attribute: attributeOf(group, 'name') ?? '', value: name }
          : null,
      })
      walk(code, [...above, code])
    }
  }
  const book = childOf(project, 'CodeBook')
  const codes = book ? childOf(book, 'Codes') : null
  if (codes) walk(codes, [])
  const uses = new Map<string, number>()
  for (const { path } of found) uses.set(path[path.length - 1] ?? '', (uses.get(path[path.length - 1] ?? '') ?? 0) + 1)
  return new Map(
    found.map(({ guid, path, valueOf }) => {
      const own = path[path.length - 1] ?? ''
      return [guid, { guid, name: (uses.get(own) ?? 0) > 1 ? path.join(' / ') : own, valueOf }]
    }),
  )
}

/** Names of variables by GUID. */
export const variablesOf = (project: XmlElement): ReadonlyMap<string, string> =>
  new Map(
    childrenOf(childOf(project, 'Variables') ?? project, 'Variable').map((variable) => [
      guidText(variable.attributes.get('guid')),
      attributeOf(variable, 'name') ?? '',
    ]),
  )

/** What a source or a case holds in variables. */
export function valuesOf(element: XmlElement, variables: ReadonlyMap<string, string>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const value of childrenOf(element, 'VariableValue')) {
    const name = variables.get(refOf(value, 'VariableRef') ?? '')
    const said = childrenOf(value).find((child) => child.name.endsWith('Value'))
    if (name !== undefined && said && textOf(said) !== '') values[name] = textOf(said)
  }
  return values
}

/** People and programs that have coded, as annotators. */
export function* userItems(project: XmlElement): Iterable<DatasetItem> {
  for (const user of childrenOf(childOf(project, 'Users') ?? project, 'User')) {
    const id = guidText(user.attributes.get('guid'))
    yield { kind: 'annotator', annotator: { id, name: attributeOf(user, 'name') ?? id, type: 'human' } }
  }
}

const CASE_VARIABLES = new Set(['Type', 'Aliases', 'Wikidata'])

/** Cases as entries of the register. */
export function* caseItems(project: XmlElement, variables: ReadonlyMap<string, string>): Iterable<DatasetItem> {
  for (const element of childrenOf(childOf(project, 'Cases') ?? project, 'Case')) {
    const values = valuesOf(element, variables)
    const id = guidText(element.attributes.get('guid'))
    const item = values.Wikidata
    yield {
      kind: 'entity',
      entity: {
        id,
        name: attributeOf(element, 'name') ?? id,
        type: values.Type ?? 'other',
        aliases: (values.Aliases ?? '').split('; ').filter((alias) => alias !== ''),
        wikidata: item !== undefined && /^Q\d+$/.test(item) ? item : null,
        attributes: Object.fromEntries(Object.entries(values).filter(([name]) => !CASE_VARIABLES.has(name))),
      },
    }
  }
}

/** Texts of notes by GUID; those in files of their own are fetched by `read`. */
export async function notesOf(
  project: XmlElement,
  read: (path: string) => Promise<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>()
  for (const note of childrenOf(childOf(project, 'Notes') ?? project, 'Note')) {
    const inside = childOf(note, 'PlainTextContent')
    const path = attributeOf(note, 'plainTextPath')
    // oxlint-disable-next-line no-await-in-loop -- notes are small and in one archive
    const text = inside ? textOf(inside) : path === null ? null : await read(path)
    if (text !== null) notes.set(guidText(note.attributes.get('guid')), text)
  }
  return notes
}

/** Description and notes of an element, a paragraph each. */
export function noteOf(elements: readonly XmlElement[], notes: ReadonlyMap<string, string>): string {
  const parts = elements.flatMap((element) => {
    const description = childOf(element, 'Description')
    const named = childrenOf(element, 'NoteRef').map(
      (ref) => notes.get(guidText(ref.attributes.get('targetGUID'))) ?? '',
    )
    return [description ? textOf(description) : '', ...named]
  })
  return parts.filter((part) => part.trim() !== '').join('\n\n')
}

/** When and by whom something was made. */
export const madeOf = (element: XmlElement) => ({
  annotator: guidText(element.attributes.get('creatingUser')) || null,
  createdAt: timeOr(attributeOf(element, 'creationDateTime')),
  updatedAt: timeOr(attributeOf(element, 'modifiedDateTime') ?? attributeOf(element, 'creationDateTime')),
})

/** Every text of a project: its text sources, and the plain texts of its PDFs. */
export function* textSources(project: XmlElement): Iterable<{ readonly source: XmlElement; readonly name: string }> {
  for (const source of childrenOf(childOf(project, 'Sources') ?? project)) {
    if (source.name === 'TextSource') yield { source, name: attributeOf(source, 'name') ?? '' }
    const represented = source.name === 'PDFSource' ? childOf(source, 'Representation') : null
    if (represented) yield { source: represented, name: attributeOf(source, 'name') ?? '' }
  }
}

/** What is in a project and in no text: kinds with their number. */
export function otherSources(project: XmlElement): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>()
  for (const element of descendantsOf(childOf(project, 'Sources') ?? project)) {
    if (/^(?:Picture|Audio|Video)Source$|^PDFSelection$/.test(element.name))
      kinds.set(element.name, (kinds.get(element.name) ?? 0) + 1)
  }
  return kinds
}
