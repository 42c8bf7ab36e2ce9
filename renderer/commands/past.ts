import { type Command, type CommandContext, inProject } from './command.ts'

const isLooking = ({ window }: CommandContext): boolean => window.getState().looking !== null

/** Backups and earlier states of the project, and the way back from them. */
export const PAST_COMMANDS: readonly Command[] = [
  {
    id: 'project.backups',
    title: 'Backups…',
    group: 'Project',
    keys: [],
    menu: { name: 'file', section: 1, order: 60 },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => void window.openBackups(null),
  },
  {
    id: 'project.present',
    title: 'Back to the present project',
    group: 'Project',
    keys: [],
    menu: { name: 'file', section: 1, order: 80 },
    scope: 'everywhere',
    enabled: isLooking,
    reason: () => 'Nothing else is looked at now',
    run: ({ window }) => void window.run(window.workbench.leaveLook()),
  },
]
