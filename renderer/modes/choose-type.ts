import { keysOf } from '../../model/codebook/codebook-keys.ts'
import { findType } from '../../model/record/codebook.ts'
import type { Result } from '../../model/value/result.ts'
import type { CommandContext } from '../commands/command.ts'
import { performOnType } from '../commands/types.ts'
import { leaveMode, type ModeDefinition, type ModeView } from './mode-definition.ts'
import type { ActContext } from '../../model/acts/view.ts'
import { shortQuote } from '../../model/acts/act-titles.ts'
import type { SessionState } from '../session/project/state.ts'
import { changeType as change, duplicateAs, type TypeAct } from '../../model/acts/type-acts.ts'

type Act = (state: SessionState, id: string, typeId: string, context: ActContext) => Result<TypeAct>

/** The types of the codebook by their keys; `but` is not among them. */
function chooseType(
  source: string,
  { state }: CommandContext,
  act: Act,
  words: (name: string, quote: string) => string,
  but: 'its own' | 'none',
): ModeView {
  const annotation = state?.open?.index.get(source)
  const name = (state && annotation && findType(state.codebook, annotation.type)?.name.toLowerCase()) ?? 'annotation'
  const types = (state?.codebook.types ?? []).filter(
    ({ id, retired }) => !retired && (but === 'none' || id !== annotation?.type),
  )
  return {
    title: words(name, annotation ? shortQuote(annotation) : ''),
    hint: 'Press the letter of a type.',
    choices: [
      ...types.map((type) => ({
        id: `type.${type.id}`,
        title: type.name,
        keys: keysOf(type.key),
        enabled: true,
        run: ({ session, state: now }: CommandContext) => {
          if (!session || !now) return
          session.setMode(null)
          performOnType(session, act(now, source, type.id, session.port))
        },
      })),
      leaveMode(),
    ],
  }
}

/** Which type the annotation is to become. */
export const changeType: ModeDefinition<'change-type'> = ({ source }, context) =>
  chooseType(source, context, change, (name, quote) => `Change ${name} ${quote} to…`, 'its own')

/** As which type the annotation is to be copied. */
export const duplicate: ModeDefinition<'duplicate'> = ({ source }, context) =>
  chooseType(source, context, duplicateAs, (name, quote) => `Duplicate ${name} ${quote} as…`, 'none')
