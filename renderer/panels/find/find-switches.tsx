import type { FindQuery } from '../../../model/text/find.ts'
import { keysOf } from '../../commands/command.ts'
import { commandsFor, runCommand } from '../../commands/commands.ts'
import { TipButton } from '../../components/tip-button.tsx'
import { useStore } from '../../components/use-store.ts'
import { keyLabel } from '../../input/keys.ts'
import type { WindowModel } from '../../session/window/window-model.ts'

/** The switches of a query: what they are called, and the sign on the button. */
const SWITCHES: readonly {
  readonly id: string
  readonly option: 'matchCase' | 'wholeWord' | 'regex' | 'ignoreDiacritics'
  readonly name: string
  readonly sign: string
}[] = [
  { id: 'find.matchCase', option: 'matchCase', name: 'Match case', sign: 'Aa' },
  { id: 'find.wholeWord', option: 'wholeWord', name: 'Whole words', sign: 'ab' },
  { id: 'find.regex', option: 'regex', name: 'Regular expression', sign: '.*' },
  { id: 'find.ignoreDiacritics', option: 'ignoreDiacritics', name: 'Ignore accents', sign: 'é=e' },
]

/** How the query is read, one button a switch. */
export function FindSwitches({ window, query }: { readonly window: WindowModel; readonly query: FindQuery }) {
  const platform = useStore(window, (state) => state.platform)
  const commands = commandsFor(null)
  return (
    <div className="find-switches" role="group" aria-label="How to find">
      {SWITCHES.map(({ id, option, name, sign }) => {
        const command = commands.find((item) => item.id === id)
        const [key] = command ? keysOf(command, platform) : []
        const disabled = option === 'ignoreDiacritics' && query.regex
        return (
          <TipButton
            key={id}
            name={name}
            tip={disabled ? 'A regular expression sees the text as it is' : name}
            keyLabel={key && keyLabel(key, platform)}
            pressed={query[option] && !disabled}
            disabled={disabled}
            className="find-switch"
            onClick={() => runCommand(id, window)}
          >
            {/* Drawn by the style sheet: as text it would have to be a part of the name. */}
            <span aria-hidden="true" data-sign={sign} />
          </TipButton>
        )
      })}
    </div>
  )
}
