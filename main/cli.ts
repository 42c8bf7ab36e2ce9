import { startCommand } from './command-line/command-process.ts'

/* Entry of the command line: `standoff COMMAND …`. */

startCommand(process.argv.slice(2))
