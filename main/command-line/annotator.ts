import { userInfo } from 'node:os'
import type { LocalAnnotator } from '../project/project-service.ts'

/** The annotator of the command line. One id for all, because scripts run under many accounts. */
export function commandLineAnnotator(): LocalAnnotator {
  try {
    return { id: 'command-line', name: `${userInfo().username} (command line)` }
  } catch {
    // The account is not in the system's list of users, as in some containers.
    return { id: 'command-line', name: 'Command line' }
  }
}
