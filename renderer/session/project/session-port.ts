import type { Workbench } from '../../../preload/contract/contract.ts'

/** What a session needs from outside. Time and ids are given, so that tests can give their own. */
export interface SessionPort {
  readonly workbench: Pick<
    Workbench,
    | 'openArticle'
    | 'annotationPage'
    | 'save'
    | 'savePart'
    | 'storedChange'
    | 'reportUnsaved'
    | 'articleTexts'
    | 'tagsAt'
    | 'entityUses'
    | 'entityMentions'
    | 'entityPointers'
    | 'undoBatch'
    | 'redoBatch'
  >
  readonly newId: () => string
  readonly now: () => string
}
