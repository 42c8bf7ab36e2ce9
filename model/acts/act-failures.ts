import { type Failed, fail } from '../value/result.ts'

/* Refusals that several acts share. */

export const noOpenArticle = (): Failed => fail('no-project', 'No article is open.', 'Open an article first.')

export const annotationGone = (): Failed =>
  fail('conflict', 'This annotation is not there any more.', 'Choose another one.')

export const entityGone = (): Failed =>
  fail('conflict', 'This entry is not in the register any more.', 'Choose another one.')

export const unknownType = (typeId: string): Failed =>
  fail('invalid-record', `The codebook has no type "${typeId}".`, 'Choose one of its types.')

export const invalidInput = (message: string): Failed => fail('invalid-record', message, 'Correct it, then go on.')
