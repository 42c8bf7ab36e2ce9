import type { RequestHandlers } from '../answer-requests.ts'
import { appHandlers } from './app.ts'
import { articleHandlers } from './articles.ts'
import { backupHandlers } from './backups.ts'
import { codebookHandlers } from './codebook.ts'
import { datasetHandlers, exportHandlers } from './datasets.ts'
import { doctorHandlers } from './doctor.ts'
import type { HandlerPort } from './port.ts'
import { pastHandlers } from './past.ts'
import { projectHandlers } from './project.ts'
import { salvageHandlers } from './salvage.ts'
import { storeHandlers } from './store.ts'

/** One handler for each request of the table. */
export const createHandlers = (port: HandlerPort): RequestHandlers => ({
  ...appHandlers(port),
  ...projectHandlers(port),
  ...articleHandlers(port),
  ...datasetHandlers(port),
  ...exportHandlers(port),
  ...doctorHandlers(port),
  ...salvageHandlers(port),
  ...codebookHandlers(port),
  ...backupHandlers(port),
  ...pastHandlers(port),
  ...storeHandlers(port.store),
})
