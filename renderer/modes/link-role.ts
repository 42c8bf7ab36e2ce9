import { findType } from '../../model/codebook.ts'
import { leaveMode, type ModeDefinition } from '../mode-definition.ts'
import { shortQuote } from '../session/acts.ts'

/** What a role leads to: an annotation in the text, an entry of the register, or text that is tagged for it. */
export const linkRole: ModeDefinition<'link'> = ({ source, role }, { state }) => {
  const annotation = state?.open?.index.get(source)
  const type = state && annotation && findType(state.codebook, annotation.type)
  const definition = type?.roles.find(({ id }) => id === role)
  return {
    title: `${definition?.name ?? role} of ${annotation ? shortQuote(annotation) : ''}`,
    hint: 'Select some text, walk with N, or type a name.',
    choices: [leaveMode()],
  }
}
