import type { DatasetSource } from '../exporter.ts'
import type { LossKind, LossLog } from '../losses.ts'

/* What many formats cannot hold, said in the same words by all of them. */

export const REGISTER_LOSS: LossKind = {
  id: 'register',
  what: 'Entries of the register are left out; annotations keep the ids of their entries.',
}
export const CODEBOOK_LOSS: LossKind = {
  id: 'codebook',
  what: 'The codebook is left out: types, attributes and roles are named by their ids alone.',
}
export const WHOLE_ARTICLE_LOSS: LossKind = {
  id: 'whole-article',
  what: 'Annotations of the whole article, which have no span, are left out.',
}
export const FRAGMENTS_LOSS: LossKind = {
  id: 'fragments',
  what: 'Annotations of several fragments are written as one span a fragment; only Standoff joins them again.',
}
export const RELATIONS_LOSS: LossKind = { id: 'relations', what: 'Relations are left out.' }
export const TO_ENTRY_LOSS: LossKind = {
  id: 'to-entry',
  what: 'Relations to entries of the register are left out: both ends have to be spans.',
}
export const LOST_END_LOSS: LossKind = {
  id: 'lost-end',
  what: 'Relations are left out where the annotation at one of their ends is.',
}

/** For formats that have a place for what an article is called, and none for how it came to be. */
export const ARTICLE_LOSS: LossKind = {
  id: 'article-details',
  what: 'Of articles, blocks (headings, paragraphs…) and how their files were read are left out.',
}
export const ARTICLE_TIMES_LOSS: LossKind = {
  id: 'article-details',
  what: 'Of articles, times, blocks (headings, paragraphs…) and how their files were read are left out.',
}

/** Records codebook and register as lost, for formats that hold neither. */
export function loseCodebookAndRegister({ codebook, entities }: DatasetSource, losses: LossLog): void {
  losses.add(CODEBOOK_LOSS.id, codebook.id)
  for (const { id } of entities) losses.add(REGISTER_LOSS.id, id)
}
