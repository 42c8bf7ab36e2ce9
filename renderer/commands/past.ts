import { type Command, type CommandContext, inArticle, inProject } from './command.ts'

const isLooking = ({ window }: CommandContext): boolean => window.getState().looking !== null

/** There must be a project to restore it in. */
const canRestore = ({ window }: CommandContext): boolean => typeof window.getState().looking?.back === 'string'

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
    id: 'project.history',
    title: 'History…',
    group: 'Project',
    keys: [],
    menu: { name: 'file', section: 1, order: 70 },
    scope: 'everywhere',
    enabled: inProject,
    run: ({ window }) => window.openDialog('history'),
  },
  {
    id: 'project.check',
    title: 'Check project…',
    group: 'Project',
    keys: [],
    menu: { name: 'file', section: 1, order: 75 },
    scope: 'everywhere',
    enabled: (context) => inProject(context) && !isLooking(context),
    reason: (context) => (isLooking(context) ? 'Go back to the present project first' : null),
    run: ({ window }) => window.openDoctor(null),
  },
  {
    id: 'project.restoreArticle',
    title: 'Restore this article as it was then…',
    group: 'Project',
    keys: [],
    scope: 'everywhere',
    enabled: (context) => canRestore(context) && inArticle(context),
    reason: () => 'Look at an earlier state of the open project first',
    run: ({ window, state }) => void window.run(window.workbench.restoreLook(state?.open?.article.id ?? null)),
  },
  {
    id: 'project.restoreAll',
    title: 'Restore everything as it was then…',
    group: 'Project',
    keys: [],
    scope: 'everywhere',
    enabled: canRestore,
    reason: () => 'Look at an earlier state of the open project first',
    run: ({ window }) => void window.run(window.workbench.restoreLook(null)),
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
