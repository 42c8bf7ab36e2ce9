import { userInfo } from 'node:os'
import { COMMAND_LINE, type LocalAnnotator } from '../project/project-service.ts'

/** Who the command line works as. */
export function commandLineAnnotator(): LocalAnnotator {
  try {
    return { id: COMMAND_LINE, name: `${userInfo().username} (command line)` }
  } catch {
    // The account is not in the system's list of users, as in some containers.
    return { id: COMMAND_LINE, name: 'Command line' }
  }
}
