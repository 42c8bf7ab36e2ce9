import { join } from 'node:path'
import { app } from 'electron'
import { runApp } from './desks/run-app.ts'
import { openLog } from './files/log.ts'
import { takeOnlyPlace } from './shell/electron/life.ts'
import { declareAppScheme } from './shell/electron/protocol.ts'
import { createElectronShell } from './shell/electron/shell.ts'
import { filesOnCommandLine } from './shell/launch-arguments.ts'

/* Entry of the window's program. */

declareAppScheme()
if (process.env.STANDOFF_USER_DATA) app.setPath('userData', process.env.STANDOFF_USER_DATA)
const files = filesOnCommandLine(process.argv, { folder: process.cwd(), appPath: app.getAppPath() })
if (takeOnlyPlace(files)) {
  const log = openLog(join(app.getPath('userData'), 'logs'))
  process.on('uncaughtExceptionMonitor', (error) => log('uncaught', error))
  runApp(createElectronShell(), files, log)
} else {
  // The instance that runs has been told which files to open.
  app.exit(0)
}
