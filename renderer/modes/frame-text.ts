import { findType } from '../../model/record/codebook.ts'
import { beginFrame } from '../commands/frames.ts'
import { leaveMode, type ModeChoice, type ModeDefinition } from './mode-definition.ts'

/** The first step of a frame when no text is selected yet: selecting what it is about. */
export const frameText: ModeDefinition<'frame-text'> = ({ type: typeId, roles }, { state }) => {
  const type = state ? findType(state.codebook, typeId) : undefined
  const selected = state ? state.selection.start < state.selection.end : false
  const name = type?.name.toLowerCase() ?? typeId
  const choices: ModeChoice[] = []
  if (selected || type?.spanless) {
    choices.push({
      id: 'frame.begin',
      title: selected ? `Tag the selection as ${name}` : `${type?.name ?? typeId} about the whole article`,
      keys: ['Enter'],
      enabled: true,
      run: (context) => beginFrame(context, typeId, roles),
    })
  }
  return {
    title: `New ${name}`,
    hint: type?.spanless
      ? 'Select the words that show it, or go on without any.'
      : 'Select its words with Shift and the arrow keys or the mouse.',
    choices: [...choices, leaveMode()],
  }
}
