import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// `npm run standoff -- …`: builds the command line where there is no build yet, then runs it in this process, so that
// signals and the exit status need no passing on.
const root = fileURLToPath(new URL('..', import.meta.url))
const cli = new URL('../out/main/cli.js', import.meta.url)

if (!existsSync(cli)) {
  process.stderr.write('Building first…\n')
  const builder = fileURLToPath(new URL('../node_modules/electron-vite/bin/electron-vite.js', import.meta.url))
  const build = spawnSync(process.execPath, [builder, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}The build failed.\n`)
    process.exit(1)
  }
}

// npm runs scripts in the project's folder, but paths are relative to where the person is.
if (process.env.npm_lifecycle_event === 'standoff' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)

await import(cli.href)
