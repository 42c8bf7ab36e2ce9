import type { DatasetSource, ExportOptions, OutputPart } from '../exporter.ts'
import { DATASET_VERSION, PROJECT_FORMAT } from './dataset-schema.ts'

/** What a dataset says about its project, without the articles. */
export function projectHead(source: DatasetSource, { generator, exportedAt }: ExportOptions) {
  const { kind: _kind, ...codebook } = source.codebook
  const { id, name, description, createdAt } = source.project
  return {
    generator,
    exportedAt,
    project: { id, name, description, createdAt },
    codebook,
    annotators: source.annotators.map((annotator) => ({
      id: annotator.id,
      name: annotator.name,
      kind: annotator.type,
    })),
    entities: source.entities.map((entity) => ({
      id: entity.id,
      name: entity.name,
      type: entity.type,
      aliases: entity.aliases,
      wikidata: entity.wikidata,
      attributes: entity.attributes,
    })),
  }
}

/** Codebook, register and annotators, for formats that hold none of them: they lie beside. */
export const projectFile = (source: DatasetSource, options: ExportOptions, path: string): OutputPart => ({
  path,
  chunks: () => [
    `${JSON.stringify({ format: PROJECT_FORMAT, version: DATASET_VERSION, ...projectHead(source, options) }, null, 1)}\n`,
  ],
})
