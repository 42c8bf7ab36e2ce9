import type { WindowLetters } from '../../../model/codebook/codebook-keys.ts'
import type { Codebook } from '../../../model/record/codebook.ts'
import type { CodebookDraft } from '../../session/codebook/codebook-draft.ts'

/** What the fields of every kind of part need. */
export interface FormContext {
  readonly draft: CodebookDraft
  /** The draft as it is now. */
  readonly codebook: Codebook
  readonly letters: WindowLetters
}
