import { describe, expect, it } from 'vitest'
import { datasetReaders, exporters } from '../../../main/formats/index.ts'
import { createLossLog } from '../../../main/formats/kit/losses.ts'
import { openZip } from '../../../main/files/zip.ts'
import { datasetFiles } from '../../support/export.ts'
import { type SmallProject, sourceOf } from '../../support/project.ts'
import { valueOf } from '../../support/result.ts'
import { exportOptions, memoryInput, readAll } from '../../support/round-trip.ts'
import { sampleProject } from '../../support/sample-source.ts'

/* Attributes, metadata and types that are called as something that every object of JavaScript has. */

const NAME = 'constructor'

/** The sample, where one annotation, one article and one entry have something of that name, and the others do not. */
function project(): SmallProject {
  const [entity, ...entities] = sampleProject.entities
  const [article, ...articles] = sampleProject.articles
  const spanned = sampleProject.annotations.findIndex(({ fragments }) => fragments.length > 0)
  return {
    ...sampleProject,
    entities: entity ? [{ ...entity, type: NAME }, ...entities] : [],
    articles: article
      ? [{ ...article, article: { ...article.article, metadata: { [NAME]: 'Ferrari' } } }, ...articles]
      : [],
    annotations: sampleProject.annotations.map((annotation, position) =>
      position === spanned ? Object.assign({}, annotation, { attributes: { [NAME]: 'Ferrari' } }) : annotation,
    ),
  }
}

async function textsOf(content: Buffer): Promise<string[]> {
  if (content.toString('latin1', 0, 2) !== 'PK') return [String(content)]
  const zip = valueOf(await openZip(content, 'file'))
  return Promise.all(zip.names.map(async (name) => Buffer.from(valueOf(await zip.read(name))).toString()))
}

describe.each(exporters.all.map(({ id }) => id))('%s', (id) => {
  it(`takes "${NAME}" for a name like any other`, async () => {
    const exporter = valueOf(exporters.find(id, null)).exporter
    const source = sourceOf(project())
    const files = await datasetFiles(exporter, source, exportOptions(exporter), createLossLog(exporter.losses))
    for (const content of files.values()) {
      for (const text of await textsOf(content)) expect(text).not.toMatch(/native code|<undefined/)
    }
    const reader = datasetReaders.all.find((item) => item.id === id)
    if (!reader) return
    const { articles } = await readAll(reader, memoryInput(files))
    const values = articles.flatMap(({ annotations }) =>
      annotations.flatMap(({ attributes }) => (Object.hasOwn(attributes, NAME) ? [attributes[NAME]] : [])),
    )
    expect(values.every((value) => value === 'Ferrari')).toBe(true)
    expect(values.length).toBeLessThanOrEqual(1)
  })
})
