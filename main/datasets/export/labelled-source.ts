import { attributesInLabels, codebookInLabels, labelOf, labelsOf } from '../../../model/codebook/labels.ts'
import type { Annotation } from '../../../model/record/annotation.ts'
import type { Prediction } from '../../../model/record/prediction.ts'
import { articleView } from './article-view.ts'
import type { DatasetSource, ExportedArticle } from '../../formats/kit/exporter.ts'

/**
 * A source in the words of the people who made the labels: every id of a part of the codebook is its label, in the
 * codebook as in the records. For formats that other programs read; ours write ids, with the codebook beside them.
 */
export function labelledSource(source: DatasetSource): DatasetSource {
  const labels = labelsOf(source.codebook)
  if (!labels) return source
  const labelled = <R extends Annotation | Prediction>(record: R): R => ({
    ...record,
    type: labels.type(record.type),
    attributes: attributesInLabels(labels, record.type, record.attributes),
  })
  const roleOf = (from: string, role: string): string => {
    const annotation = source.annotation(from)
    return annotation ? labels.role(annotation.type, role) : role
  }
  const article = (item: ExportedArticle): ExportedArticle =>
    articleView(item, {
      relations: () =>
        item.relations.map((relation) => ({ ...relation, role: roleOf(relation.source, relation.role) })),
      suggestions: () =>
        item.suggestions.map(({ prediction, rejection }) => {
          const links = prediction.links.map((link) => ({ ...link, role: labels.role(prediction.type, link.role) }))
          return { prediction: { ...labelled(prediction), links }, rejection }
        }),
      *annotations() {
        for (const annotation of item.annotations()) yield labelled(annotation)
      },
    })
  const roleLabels = (id: string): string[] => {
    const roles = source.codebook.types.flatMap((type) => type.roles.filter((role) => role.id === id))
    return roles.length > 0 ? roles.map(labelOf) : [id]
  }
  return {
    ...source,
    codebook: codebookInLabels(source.codebook),
    attributesInUse: new Map(
      [...source.attributesInUse].map(([type, ids]) => [
        labels.type(type),
        ids.map((id) => labels.attribute(type, id)),
      ]),
    ),
    rolesInUse: [...new Set(source.rolesInUse.flatMap(roleLabels))],
    annotation(id) {
      const found = source.annotation(id)
      return found && labelled(found)
    },
    *articles() {
      for (const item of source.articles()) yield article(item)
    },
  }
}
