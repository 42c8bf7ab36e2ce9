import { join } from 'node:path'
import { app } from 'electron'
import { runApp } from './desks/run-app.ts'
import { openLog } from './files/log.ts'
import { makeTemporaryFolder } from './files/temporary.ts'
import { takeOnlyPlace } from './shell/electron/life.ts'
import { declareAppScheme } from './shell/electron/protocol.ts'
import { createElectronShell } from './shell/electron/shell.ts'
import { filesOnCommandLine } from './shell/launch-arguments.ts'
import { usableUserData } from './shell/user-data.ts'

/* Entry of the window's program. */

declareAppScheme()
const userData = usableUserData(process.env.STANDOFF_USER_DATA || app.getPath('userData'), makeTemporaryFolder)
app.setPath('userData', userData.folder)
const files = filesOnCommandLine(process.argv, { folder: process.cwd(), appPath: app.getAppPath() })
if (takeOnlyPlace(files)) {
  const log = openLog(join(userData.folder, 'logs'))
  process.on('uncaughtExceptionMonitor', (error) => log('uncaught', error))
  runApp(createElectronShell(userData), files, log)
} else {
  // The instance that runs has been told which files to open.
  app.exit(0)
}
