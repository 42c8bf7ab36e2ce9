import { attributesInLabels, type Labels, labelsOf } from '../../../model/codebook/labels.ts'
import type { DatasetItem, ForeignArticle } from '../../formats/kit/reader.ts'

/**
 * The items of a dataset in its own words: our formats write ids, and the codebook beside them says which label each
 * stands for. What comes before the codebook stays as it is.
 */
export async function* itemsInLabels(items: AsyncIterable<DatasetItem>): AsyncIterable<DatasetItem> {
  let labels: Labels | null = null
  for await (const item of items) {
    if (item.kind === 'codebook') labels = labelsOf(item.codebook)
    yield labels && item.kind === 'article' ? { ...item, article: inLabels(labels, item.article) } : item
  }
}

function inLabels(labels: Labels, article: ForeignArticle): ForeignArticle {
  const typeOf = new Map(article.annotations.map(({ key, type }) => [key, type]))
  return {
    ...article,
    annotations: article.annotations.map((annotation) => ({
      ...annotation,
      type: labels.type(annotation.type),
      attributes: attributesInLabels(labels, annotation.type, annotation.attributes),
    })),
    relations: article.relations.map((relation) => ({
      ...relation,
      role: labels.role(typeOf.get(relation.source) ?? '', relation.role),
    })),
  }
}
