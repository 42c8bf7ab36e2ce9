import { codebookBuilder } from '../../model/dataset/codebook-builder.ts'
import { presets } from '../../model/presets/index.ts'
import { newsAttribution } from '../../model/presets/news-attribution.ts'
import { type Codebook, findType } from '../../model/record/codebook.ts'
import type { Annotator, Project, ProjectRecord } from '../../model/record/project.ts'
import type { Scratch } from './scratch.ts'

/* What every project needs, for one in which it is lost. */

/** In the place of a person of whom only the id is left, in what they made. */
export const unknownAnnotator = (id: string): Annotator => ({
  kind: 'annotator',
  id,
  name: `Unknown (${id})`,
  type: 'human',
})

export const lostProject = (name: string, id: string, createdAt: string): Project => ({
  kind: 'project',
  id,
  name,
  description: '',
  createdAt,
})

/**
 * An earlier version of the codebook where one is left. Otherwise the codebook that comes with the program and knows most
 * of the types in use, with the others added.
 */
export function lostCodebook(scratch: Scratch): Codebook {
  const versions = [...scratch.copies('codebook')].flatMap(({ copies }) => copies.map(({ record }) => record))
  const known = versions.filter((record): record is Codebook => record.kind === 'codebook')
  const [latest] = known.toSorted((a, b) => b.version - a.version)
  if (latest) return latest
  const used = attributesInUse(scratch)
  const covered = (codebook: Codebook): number => [...used.keys()].filter((type) => findType(codebook, type)).length
  const [best = newsAttribution] = presets.all.toSorted((a, b) => covered(b) - covered(a))
  const builder = codebookBuilder(best)
  for (const [type, attributes] of used) {
    if (findType(best, type)) continue
    const id = builder.addType(type, type)
    if (id !== null) for (const attribute of attributes) builder.addAttribute(id, attribute, 'text', attribute)
  }
  return builder.codebook()
}

/** Annotation type → its attributes, in what was found. */
function attributesInUse(scratch: Scratch): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>()
  const note = (record: ProjectRecord): void => {
    if (record.kind !== 'annotation') return
    const attributes = used.get(record.type) ?? new Set()
    for (const name of Object.keys(record.attributes)) attributes.add(name)
    used.set(record.type, attributes)
  }
  for (const { copies } of scratch.copies('annotation')) for (const { record } of copies) note(record)
  return used
}
